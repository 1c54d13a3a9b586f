package dev.chatconnect.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.crypto.Sealed;

/**
 * A concrete destination of one subscriber.
 *
 * @param identifier unique in the environment
 * @param integrationId id of the integration, which outlives its identifier
 * @param integrationIdentifier the integration's identifier when this was written
 * @param connectionIdentifier connection whose token delivers to it
 * @param contextKeys the exact context, sorted
 * @param sealedFields see {@link #endpoint()}
 * @param uniqueKey name of what only one endpoint may hold, see {@link Uniqueness}
 */
public record ChannelEndpoint(
    String identifier,
    String integrationId,
    String integrationIdentifier,
    String providerId,
    String channel,
    Optional<String> connectionIdentifier,
    String subscriberId,
    List<String> contextKeys,
    EndpointType type,
    Sealed<Map<String, Object>> sealedFields,
    Optional<String> uniqueKey,
    Instant createdAt,
    Instant updatedAt) {

  public ChannelEndpoint {
    contextKeys = List.copyOf(contextKeys);
  }

  /**
   * Fields as the type demands, decrypted.
   *
   * @throws dev.chatconnect.crypto.UndecipherableException when their key is not there any more
   */
  public Map<String, Object> endpoint() {
    return sealedFields.open();
  }

  /** Fields that are at hand, in the order in which the creator sent them. */
  static Sealed<Map<String, Object>> sealed(Map<String, Object> fields) {
    // Not Map.copyOf, which would lose the order.
    return Sealed.of(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
  }

  /** The same endpoint with other fields. */
  ChannelEndpoint with(
      Map<String, Object> fields,
      Optional<String> connection,
      Optional<String> unique,
      Instant now) {
    return new ChannelEndpoint(
        identifier,
        integrationId,
        integrationIdentifier,
        providerId,
        channel,
        connection,
        subscriberId,
        contextKeys,
        type,
        sealed(fields),
        unique,
        createdAt,
        now);
  }

  /**
   * The uniqueness key that this endpoint would have with other fields. A webhook that a caller
   * named has none and gets none.
   */
  Optional<String> uniqueKeyFor(Map<String, Object> fields) {
    return Uniqueness.key(
        new EndpointDraft(
            Optional.of(identifier),
            integrationId,
            integrationIdentifier,
            providerId,
            channel,
            connectionIdentifier,
            subscriberId,
            contextKeys,
            type,
            fields,
            uniqueKey.isPresent()));
  }
}
