/** Work that goes on after the caller's thread did something else. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.async;
