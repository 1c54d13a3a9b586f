/** Channel endpoints: destinations of one subscriber. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.endpoint;
