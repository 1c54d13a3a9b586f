/** Time: the clock, and how the API tells and reads it. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.time;
