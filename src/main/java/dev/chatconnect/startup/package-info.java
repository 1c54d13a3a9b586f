/** What the service says and checks when it starts. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.startup;
