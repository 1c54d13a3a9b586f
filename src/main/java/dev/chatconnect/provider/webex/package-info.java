/** Webex: authorize URL, code exchange, who allowed it, and what its tokens can do. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.provider.webex;
