package dev.chatconnect.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.logging.LogText;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisGateway;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Claims and answers in Redis, shared by all replicas. Answers are encrypted. */
@Singleton
class IdempotencyStore {

  private static final String MARKER_PREFIX = "running:";

  private final RedisGateway redis;
  private final SecretCipher cipher;
  private final RecordJson json;
  private final IdempotencySettings settings;

  IdempotencyStore(
      RedisGateway redis, SecretCipher cipher, RecordJson json, IdempotencySettings settings) {
    this.redis = redis;
    this.cipher = cipher;
    this.json = json;
    this.settings = settings;
  }

  /** Claims a slot, or tells what is in it: of concurrent callers exactly one gets the claim. */
  Uni<Attempt> begin(Slot slot) {
    var claim = new Claim(slot, MARKER_PREFIX + UUID.randomUUID());
    return redis
        .setIfAbsent(slot.key(), claim.marker(), settings.inProgressTimeout())
        // The claim may have been made although its confirmation did not arrive in time.
        .onFailure()
        .invoke(() -> abandon(claim))
        .chain(
            claimed ->
                claimed
                    ? Uni.createFrom().item(new Attempt.First(claim))
                    : redis.get(slot.key()).chain(found -> attempt(claim, found.orElse(""))));
  }

  /** Replaces a claim by the answer; does nothing when the claim timed out meanwhile. */
  Uni<Void> finish(Claim claim, Outcome outcome, Duration life) {
    var slot = claim.slot();
    var sealed = cipher.encrypt(json.write(outcome), slot.key());
    return redis.commit(mine(claim).set(slot.key(), sealed, life)).replaceWithVoid();
  }

  /** Gives a claim up, so that a repetition of the request runs. */
  Uni<Void> release(Claim claim) {
    return redis.commit(mine(claim).delete(claim.slot().key())).replaceWithVoid();
  }

  /** Gives a claim up when nobody waits for it; at worst it times out. */
  void abandon(Claim claim) {
    release(claim)
        .subscribe()
        .with(ignored -> {}, failure -> Log.debug("event=idempotency_release_failed", failure));
  }

  private Uni<Attempt> attempt(Claim claim, String found) {
    // An empty slot was given up between the two reads: the client is told to come again.
    if (found.isEmpty() || found.startsWith(MARKER_PREFIX)) {
      return Uni.createFrom().item(new Attempt.Running());
    }
    try {
      var answer = cipher.decrypt(found, claim.slot().key());
      return Uni.createFrom().item(new Attempt.Finished(json.read(answer, Outcome.class)));
    } catch (UndecipherableException e) {
      Log.warnf("event=idempotency_answer_undecipherable cause=\"%s\"", LogText.quotable(e));
      return claimAnew(claim, found);
    }
  }

  /** An answer under an encryption key that is gone is as good as expired. */
  private Uni<Attempt> claimAnew(Claim claim, String found) {
    var slot = claim.slot();
    return redis
        .commit(
            new Commit(slot.keys())
                .expectUnchanged("answer", slot.key(), Optional.of(found))
                .set(slot.key(), claim.marker(), settings.inProgressTimeout()))
        .map(lost -> lost.isEmpty() ? new Attempt.First(claim) : new Attempt.Running());
  }

  private static Commit mine(Claim claim) {
    var slot = claim.slot();
    return new Commit(slot.keys()).expectEquals("claim", slot.key(), claim.marker());
  }
}
