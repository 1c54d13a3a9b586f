/** What the builder of the native image has to be told in code. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.nativeimage;
