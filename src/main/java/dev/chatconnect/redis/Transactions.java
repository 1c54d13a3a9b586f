package dev.chatconnect.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

import static java.util.Objects.requireNonNull;

/** Optimistic transactions: plan, commit, and plan again when another writer came in between. */
@Singleton
public class Transactions {

  private static final int ATTEMPTS = 16;
  private static final int STEP_MILLIS = 8;
  private static final int LONGEST_PAUSE_MILLIS = 250;

  private final RedisGateway redis;

  Transactions(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * Makes a write.
   *
   * @param keys of the environment
   * @param planner reads and decides; called again after a conflict
   * @return the plan's outcome; {@link ErrorCode#WRITE_CONTENTION} when others always come first
   */
  public <T> Uni<T> write(RedisKeys keys, Supplier<Uni<Plan<T>>> planner) {
    return attempt(keys, planner, 1);
  }

  /**
   * Makes a write that more has to follow: it succeeds as well where the primary has the writes and
   * too few replicas confirmed them, so that what follows is not left out.
   *
   * @param planner as for {@link #write(RedisKeys, Supplier)}
   */
  public <T> Uni<Written<T>> writeFirst(RedisKeys keys, Supplier<Uni<Plan<T>>> planner) {
    var last = new AtomicReference<Plan<T>>();
    return write(keys, () -> planner.get().invoke(last::set))
        .map(value -> new Written<>(value, Optional.empty()))
        .onFailure(Transactions::isUnconfirmed)
        .recoverWithItem(
            failure ->
                new Written<>(
                    requireNonNull(last.get()).value(), Optional.of((ApiException) failure)));
  }

  private static boolean isUnconfirmed(Throwable failure) {
    return failure instanceof ApiException api && api.code() == ErrorCode.REPLICAS_BEHIND;
  }

  /**
   * Makes a write that most likely needs no reading before it, in one round trip.
   *
   * @param hope decided without reading; its conditions tell whether that was right
   * @param planner as for {@link #write(RedisKeys, Supplier)}, asked when it was not
   */
  public <T> Uni<T> write(RedisKeys keys, Plan<T> hope, Supplier<Uni<Plan<T>>> planner) {
    return commit(keys, hope)
        .chain(
            broken ->
                broken.isEmpty() ? Uni.createFrom().item(hope.value()) : write(keys, planner));
  }

  /**
   * What a write would come to now. Nothing is written, and what would fail on the way to the
   * writes fails.
   *
   * @param planner as for {@link #write(RedisKeys, Supplier)}
   */
  public <T> Uni<T> rehearse(RedisKeys keys, Supplier<Uni<Plan<T>>> planner) {
    return planner.get().invoke(plan -> commitOf(keys, plan)).map(Plan::value);
  }

  private Uni<Optional<String>> commit(RedisKeys keys, Plan<?> plan) {
    return redis.commit(commitOf(keys, plan));
  }

  private static Commit commitOf(RedisKeys keys, Plan<?> plan) {
    var commit = new Commit(keys);
    plan.writes().accept(commit);
    return commit;
  }

  private <T> Uni<T> attempt(RedisKeys keys, Supplier<Uni<Plan<T>>> planner, int attempt) {
    return planner
        .get()
        .chain(
            plan ->
                commit(keys, plan)
                    .chain(
                        broken -> {
                          if (broken.isEmpty()) {
                            return Uni.createFrom().item(plan.value());
                          }
                          if (attempt == ATTEMPTS) {
                            return Uni.createFrom().failure(ErrorCode.WRITE_CONTENTION.with());
                          }
                          return pause(attempt).chain(() -> attempt(keys, planner, attempt + 1));
                        }));
  }

  /** A random time, longer with each attempt, so that writers do not meet again and again. */
  private static Uni<Void> pause(int attempt) {
    var longest = Math.min(LONGEST_PAUSE_MILLIS, STEP_MILLIS << attempt);
    var millis = ThreadLocalRandom.current().nextInt(1, longest + 1);
    return CallerContext.pause(Duration.ofMillis(millis));
  }
}
