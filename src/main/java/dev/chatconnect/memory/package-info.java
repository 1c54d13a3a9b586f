/** What the binary gives back of the memory that its start took. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.memory;
