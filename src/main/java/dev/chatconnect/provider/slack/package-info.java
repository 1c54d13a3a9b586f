/** Slack: authorize URL, code exchange and wire records. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.provider.slack;
