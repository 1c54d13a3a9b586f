/**
 * A page of our own for those who use no SDK: links that open it once, the visit that follows, and
 * what a subscriber can do there.
 */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.connectpage;
