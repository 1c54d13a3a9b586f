package dev.chatconnect.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/**
 * Lets one caller at a time renew a connection's token, across replicas. The lock is a lease: its
 * holder extends it for as long as the renewal takes, and one that died is soon forgotten.
 */
@Singleton
class RenewalLock {

  /** How long a holder that died is in the way of others. */
  static final Duration LEASE = Duration.ofSeconds(8);

  private static final Duration EXTENSION = LEASE.dividedBy(4);

  private final RedisGateway redis;
  private final RandomIds ids;

  RenewalLock(RedisGateway redis, RandomIds ids) {
    this.redis = redis;
    this.ids = ids;
  }

  /**
   * Does something while holding the lock.
   *
   * @return its outcome, or empty when another caller holds the lock
   */
  <T> Uni<Optional<T>> holding(RedisKeys keys, String identifier, Supplier<Uni<T>> work) {
    var key = keys.lookup("connection", "renewal", identifier);
    var proof = ids.name(16);
    return redis
        .setIfAbsent(key, proof, LEASE)
        .chain(
            taken ->
                taken
                    ? work(keys, key, proof, work).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }

  private <T> Uni<T> work(RedisKeys keys, String key, String proof, Supplier<Uni<T>> work) {
    return CallerContext.every(EXTENSION, () -> extend(keys, key, proof), work)
        .onItemOrFailure()
        .call((ignored, failure) -> quietly(release(keys, key, proof)));
  }

  private Uni<Void> extend(RedisKeys keys, String key, String proof) {
    return redis.commit(held(keys, key, proof).set(key, proof, LEASE)).replaceWithVoid();
  }

  private Uni<Void> release(RedisKeys keys, String key, String proof) {
    return redis.commit(held(keys, key, proof).delete(key)).replaceWithVoid();
  }

  /** A lock that ran out belongs to whoever took it since. */
  private static Commit held(RedisKeys keys, String key, String proof) {
    return new Commit(keys).expectEquals("holder", key, proof);
  }

  /** The lock runs out by itself; what was done under it is not undone by that. */
  private static Uni<Void> quietly(Uni<Void> operation) {
    return operation.onFailure().recoverWithNull();
  }
}
