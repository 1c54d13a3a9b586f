package dev.chatconnect.connection;

import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;

/**
 * A connection to be written.
 *
 * @param identifier wanted by the caller; generated when empty
 */
public record ConnectionDraft(
    Optional<String> identifier,
    Owner owner,
    String integrationIdentifier,
    String providerId,
    String channel,
    Map<String, Object> workspace,
    TokenSet tokens,
    Grant grant) {}
