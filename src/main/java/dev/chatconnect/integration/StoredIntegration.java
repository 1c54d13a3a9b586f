package dev.chatconnect.integration;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An integration as Redis holds it.
 *
 * @param credentials by field; secret ones are ciphertexts, bound to record and field
 */
@RegisterForReflection
record StoredIntegration(
    String id,
    String identifier,
    String name,
    String providerId,
    Optional<String> channel,
    String kind,
    Map<String, Object> credentials,
    Optional<JsonNode> configurations,
    Optional<JsonNode> conditions,
    boolean active,
    boolean primary,
    int priority,
    Instant createdAt,
    Instant updatedAt) {}
