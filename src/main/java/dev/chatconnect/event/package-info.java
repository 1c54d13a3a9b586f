/** What happened: the stream of events, signed webhooks about them, and the audit log. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.event;
