package dev.chatconnect.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.redis.RedisKeys;

/**
 * Which connections a list holds; filters are and-ed.
 *
 * @param subscriberId own connections of this subscriber
 * @param shared connections of nobody in particular; with {@code subscriberId} too, both kinds
 *     match nothing, so callers ask for one
 * @param integrationId of this integration
 * @param contextKeys of exactly this context; the empty list: without context
 */
public record ConnectionFilter(
    Optional<String> subscriberId,
    boolean shared,
    Optional<String> integrationId,
    Optional<String> providerId,
    Optional<String> channel,
    Optional<List<String>> contextKeys) {

  /** Every connection. */
  public static final ConnectionFilter NONE =
      new ConnectionFilter(
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Whether nothing can match: what belongs to nobody in particular belongs to a context. */
  boolean matchesNothing() {
    return shared && contextKeys.filter(List::isEmpty).isPresent();
  }

  /** The sorted sets whose common members are the matches. */
  List<String> sets(RedisKeys environmentKeys) {
    var keys = new ConnectionKeys(environmentKeys);
    var sets = new ArrayList<String>();
    subscriberId.map(keys::ofSubscriber).ifPresent(sets::add);
    if (shared) {
      sets.add(keys.shared());
    }
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
