/** Which encryption keys stored data is under, and moving it all to the first one. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.keyring;
