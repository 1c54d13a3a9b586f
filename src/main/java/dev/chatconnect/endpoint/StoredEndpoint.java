package dev.chatconnect.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An endpoint as Redis holds it.
 *
 * @param endpoint ciphertext of the fields, bound to the record's key: who knows a webhook URL can
 *     post, so every type's fields are sealed alike
 */
@RegisterForReflection
record StoredEndpoint(
    String identifier,
    String integrationId,
    String integrationIdentifier,
    String providerId,
    String channel,
    Optional<String> connectionIdentifier,
    String subscriberId,
    List<String> contextKeys,
    EndpointType type,
    String endpoint,
    Optional<String> uniqueKey,
    Instant createdAt,
    Instant updatedAt) {}
