package dev.chatconnect.keyring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Progress of rewraps in Redis, written by whoever holds the lease. */
@Singleton
class RewrapStore {

  /** Far longer than a page takes; after it a run whose replica died can be taken up. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final String KIND = "rewrap";
  private static final int PROOF_LENGTH = 16;

  private final RedisGateway redis;
  private final RecordJson json;
  private final RandomIds ids;

  RewrapStore(RedisGateway redis, RecordJson json, RandomIds ids) {
    this.redis = redis;
    this.json = json;
    this.ids = ids;
  }

  /** Takes the lease; answers the proof of holding it, or empty when another run does. */
  Uni<Optional<String>> acquire(RedisKeys keys) {
    var proof = ids.name(PROOF_LENGTH);
    return redis
        .setIfAbsent(lease(keys), proof, LEASE)
        .map(taken -> taken ? Optional.of(proof) : Optional.empty());
  }

  /** Gives the lease back, unless it ended and was taken by another run meanwhile. */
  Uni<Void> release(RedisKeys keys, String proof) {
    return redis.commit(held(keys, proof).delete(lease(keys))).replaceWithVoid();
  }

  Uni<Optional<RewrapProgress>> read(RedisKeys keys) {
    return redis.get(progress(keys)).map(raw -> raw.map(this::progress));
  }

  Uni<Optional<RewrapStatus>> status(RedisKeys keys) {
    return redis
        .getAll(List.of(progress(keys), lease(keys)))
        .map(
            found ->
                found.get(0).map(raw -> new RewrapStatus(progress(raw), found.get(1).isPresent())));
  }

  /**
   * Saves the progress and holds the lease for another while.
   *
   * @return {@link ErrorCode#WRITE_CONTENTION} when the lease was lost to another run
   */
  Uni<Void> save(RedisKeys keys, String proof, RewrapProgress progress) {
    return redis
        .commit(
            held(keys, proof)
                .set(lease(keys), proof, LEASE)
                .set(progress(keys), json.write(progress)))
        .invoke(
            lost -> {
              if (lost.isPresent()) {
                throw ErrorCode.WRITE_CONTENTION.with();
              }
            })
        .replaceWithVoid();
  }

  private RewrapProgress progress(String raw) {
    return json.read(raw, RewrapProgress.class);
  }

  private static Commit held(RedisKeys keys, String proof) {
    return new Commit(keys).expectEquals("lease", lease(keys), proof);
  }

  private static String lease(RedisKeys keys) {
    return keys.record(KIND, "lease");
  }

  private static String progress(RedisKeys keys) {
    return keys.record(KIND, "progress");
  }
}
