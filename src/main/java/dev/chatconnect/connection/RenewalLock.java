package dev.chatconnect.connection;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Lets one caller at a time renew a connection's token, across replicas. */
@Singleton
class RenewalLock {

  /** Longer than a call to a provider may take; a holder that died is forgotten after it. */
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final RedisGateway redis;
  private final RandomIds ids;

  RenewalLock(RedisGateway redis, RandomIds ids) {
    this.redis = redis;
    this.ids = ids;
  }

  /** Takes the lock; answers the proof of holding it, or empty when another caller does. */
  Uni<Optional<String>> acquire(RedisKeys keys, String identifier) {
    var proof = ids.name(16);
    return redis
        .setIfAbsent(key(keys, identifier), proof, LIFE)
        .map(taken -> taken ? Optional.of(proof) : Optional.empty());
  }

  /** Gives the lock back, unless it was forgotten and taken by another caller meanwhile. */
  Uni<Void> release(RedisKeys keys, String identifier, String proof) {
    var key = key(keys, identifier);
    return redis
        .commit(new Commit(keys).expectEquals("holder", key, proof).delete(key))
        .replaceWithVoid();
  }

  private static String key(RedisKeys keys, String identifier) {
    return keys.lookup("connection", "renewal", identifier);
  }
}
