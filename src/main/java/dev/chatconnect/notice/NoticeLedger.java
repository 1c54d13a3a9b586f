package dev.chatconnect.notice;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.crypto.Digests;
import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Remembers which events were worked on, so that one that is sent again has no further effect.
 *
 * <p>An event counts as done only after its effects: one whose replica died in between is taken up
 * again when the provider repeats it.
 */
@Singleton
class NoticeLedger {

  /**
   * Longer than any signature is good for, and than providers go on repeating: Zoom tries for 85
   * minutes, Slack for an hour or, where an app asks for it, a day, and Telegram keeps updates for
   * a day.
   */
  private static final Duration REMEMBERED = Duration.ofDays(2);

  /** After this time whoever began is taken to have died. */
  private static final Duration BEGUN = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(100);

  private static final String WORKING = "working:";
  private static final String DONE = "done";

  private final RedisGateway redis;
  private final RandomIds ids;

  NoticeLedger(RedisGateway redis, RandomIds ids) {
    this.redis = redis;
    this.ids = ids;
  }

  /** One caller's right to work on an event, for {@link #BEGUN}. */
  private record Claim(RedisKeys keys, String key, String marker) {

    /** Changes that are made only while the claim stands: one that ran out may be another's. */
    Commit whileItStands() {
      return new Commit(keys).expectEquals("claim", key, marker);
    }
  }

  /**
   * Brings about the effects of an event unless that was done already; waits while another caller
   * is at it, on whatever replica.
   *
   * @return whether the effects are of this call
   */
  Uni<Boolean> once(Recipient recipient, String eventId, Supplier<Uni<Void>> effects) {
    var keys = new RedisKeys(recipient.environment().id());
    return once(new Claim(keys, key(recipient, eventId), WORKING + ids.name(16)), effects);
  }

  /** Where it is kept that an event is worked on, or done. */
  static String key(Recipient recipient, String eventId) {
    var event = Digests.ofParts(List.of(recipient.integration().id(), eventId));
    return new RedisKeys(recipient.environment().id()).lookup("notice", "event", event);
  }

  private Uni<Boolean> once(Claim claim, Supplier<Uni<Void>> effects) {
    return redis
        .setIfAbsent(claim.key(), claim.marker(), BEGUN)
        // The claim may have been made although its confirmation did not arrive in time.
        .onFailure()
        .call(() -> release(claim))
        .chain(begun -> begun ? work(claim, effects) : await(claim, effects));
  }

  private Uni<Boolean> work(Claim claim, Supplier<Uni<Void>> effects) {
    return Uni.createFrom()
        .deferred(effects::get)
        .onFailure()
        .call(() -> release(claim))
        .chain(() -> redis.commit(claim.whileItStands().set(claim.key(), DONE, REMEMBERED)))
        .invoke(
            lost ->
                lost.ifPresent(ignored -> Log.warn("event=provider_event_claim_lost stage=done")))
        .replaceWith(true);
  }

  private Uni<Void> release(Claim claim) {
    return redis
        .commit(claim.whileItStands().delete(claim.key()))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Boolean> await(Claim claim, Supplier<Uni<Void>> effects) {
    return redis
        .get(claim.key())
        .chain(
            state ->
                state.filter(DONE::equals).isPresent()
                    ? Uni.createFrom().item(false)
                    : CallerContext.pause(POLL).chain(() -> once(claim, effects)));
  }
}
