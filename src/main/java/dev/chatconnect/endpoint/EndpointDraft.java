package dev.chatconnect.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint to be written.
 *
 * @param identifier wanted by the caller; generated when empty
 * @param granted whether a provider granted it in a journey, instead of a caller naming it
 */
public record EndpointDraft(
    Optional<String> identifier,
    String integrationId,
    String integrationIdentifier,
    String providerId,
    String channel,
    Optional<String> connectionIdentifier,
    String subscriberId,
    List<String> contextKeys,
    EndpointType type,
    Map<String, Object> endpoint,
    boolean granted) {}
