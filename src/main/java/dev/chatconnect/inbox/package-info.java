/** The subscriber's side: browser sessions and the routes that their tokens open. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.inbox;
