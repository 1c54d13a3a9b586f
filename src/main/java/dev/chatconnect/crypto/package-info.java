/** Encryption at rest: the key ring and the cipher for secrets. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.crypto;
