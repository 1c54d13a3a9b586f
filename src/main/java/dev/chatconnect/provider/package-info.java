/** What a chat provider implements, and outbound HTTP. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.provider;
