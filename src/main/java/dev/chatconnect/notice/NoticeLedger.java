package dev.chatconnect.notice;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
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

  private static final String WORKING = "working";
  private static final String DONE = "done";

  private final RedisGateway redis;

  NoticeLedger(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * Brings about the effects of an event unless that was done already; waits while another caller
   * is at it, on whatever replica.
   *
   * @return whether the effects are of this call
   */
  Uni<Boolean> once(Recipient recipient, String eventId, Supplier<Uni<Void>> effects) {
    var keys = new RedisKeys(recipient.environment().id());
    var event = Digests.ofParts(List.of(recipient.integration().id(), eventId));
    return once(keys.lookup("notice", "event", event), effects);
  }

  private Uni<Boolean> once(String key, Supplier<Uni<Void>> effects) {
    return redis
        .setIfAbsent(key, WORKING, BEGUN)
        .chain(begun -> begun ? work(key, effects) : await(key, effects));
  }

  private Uni<Boolean> work(String key, Supplier<Uni<Void>> effects) {
    return Uni.createFrom()
        .deferred(effects::get)
        .onFailure()
        .call(() -> redis.delete(key).onFailure().recoverWithNull())
        .chain(() -> redis.set(key, DONE, REMEMBERED))
        .replaceWith(true);
  }

  private Uni<Boolean> await(String key, Supplier<Uni<Void>> effects) {
    return redis
        .get(key)
        .chain(
            state ->
                state.filter(DONE::equals).isPresent()
                    ? Uni.createFrom().item(false)
                    : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(POLL)
                        .chain(() -> once(key, effects)));
  }
}
