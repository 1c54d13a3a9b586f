package dev.chatconnect.ratelimit;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.ratelimit.RatePolicy.Category;
import dev.chatconnect.redis.RedisKeys;

/**
 * Whom a request is counted for.
 *
 * @param holder who within the environment has a bucket of their own; empty: the environment
 */
record Account(Environment environment, Category category, Optional<String> holder) {

  private static final String KIND = "rate-limit";

  /** A caller with an API key of the environment. */
  static Account ofApiKey(Environment environment, String path) {
    return new Account(environment, Category.of(path), Optional.empty());
  }

  /**
   * A subscriber. Whoever only claims to be one does not use up what is the real one's.
   *
   * @param vouched whether the application signed the id
   */
  static Account ofSubscriber(Environment environment, String subscriberId, boolean vouched) {
    var holder = Digests.ofParts(List.of(subscriberId, Boolean.toString(vouched)));
    return new Account(environment, Category.SUBSCRIBER, Optional.of(holder));
  }

  /** Somebody of whom only the network is known. */
  static Account ofNetwork(Environment environment, ClientNetwork network) {
    var holder = Digests.ofParts(List.of(network.value()));
    return new Account(environment, Category.SESSION, Optional.of(holder));
  }

  /** The key of the bucket. */
  String key() {
    var keys = new RedisKeys(environment.id());
    return holder
        .map(found -> keys.lookup(KIND, category.wire(), found))
        .orElseGet(() -> keys.record(KIND, category.wire()));
  }
}
