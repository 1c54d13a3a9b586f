package dev.chatconnect.keyring;

/**
 * How far a rewrap is, and whether somebody is at it.
 *
 * @param active whether a replica holds the lease
 */
public record RewrapStatus(RewrapProgress progress, boolean active) {}
