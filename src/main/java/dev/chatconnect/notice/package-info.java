/** Events that providers send: who sent them, and what follows for connections and endpoints. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.notice;
