package dev.chatconnect.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.Grant;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A connection as Redis holds it.
 *
 * @param tokens ciphertext of the token set, bound to the record's key
 * @param grantedAt when the tokens came, where that was not with the last change
 */
@RegisterForReflection(targets = {StoredConnection.class, Grant.class})
record StoredConnection(
    String identifier,
    String integrationId,
    Optional<String> subscriberId,
    List<String> contextKeys,
    String integrationIdentifier,
    String providerId,
    String channel,
    Map<String, Object> workspace,
    String tokens,
    Grant grant,
    ConnectionStatus status,
    Optional<String> statusReason,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> grantedAt) {}
