package dev.chatconnect.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.redis.RedisKeys;

/**
 * Which endpoints a list holds; filters are and-ed.
 *
 * @param contextKeys of exactly this context; the empty list: without context
 */
public record EndpointFilter(
    Optional<String> subscriberId,
    Optional<String> connectionIdentifier,
    Optional<String> integrationId,
    Optional<String> providerId,
    Optional<String> channel,
    Optional<List<String>> contextKeys) {

  /** Every endpoint. */
  public static final EndpointFilter NONE =
      new EndpointFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** All endpoints that deliver through a connection. */
  static EndpointFilter ofConnection(String connectionIdentifier) {
    return new EndpointFilter(
        Optional.empty(),
        Optional.of(connectionIdentifier),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The sorted sets whose common members are the matches. */
  List<String> sets(RedisKeys environmentKeys) {
    var keys = new EndpointKeys(environmentKeys);
    var sets = new ArrayList<String>();
    subscriberId.map(keys::ofSubscriber).ifPresent(sets::add);
    connectionIdentifier.map(keys::ofConnection).ifPresent(sets::add);
    contextKeys.map(keys::ofContext).ifPresent(sets::add);
    integrationId.map(keys::ofIntegration).ifPresent(sets::add);
    providerId.map(keys::ofProvider).ifPresent(sets::add);
    channel.map(keys::ofChannel).ifPresent(sets::add);
    if (sets.isEmpty()) {
      sets.add(keys.all());
    }
    return sets;
  }
}
