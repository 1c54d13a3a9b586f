package dev.chatconnect.keyring;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.logging.LogText;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.web.ApiException;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Watches that the configured keys fit the stored data: at start, and from then on, since other
 * replicas may bring keys that this one does not know.
 */
@Singleton
public class KeyGuard {

  /** What the last look at the stored data came to. */
  private enum State {
    UNKNOWN,
    FITTING,
    WRONG
  }

  private static final Objection NOT_COMPARED =
      new Objection(
          "not compared with the stored data yet",
          "See to Redis: they are compared as soon as it answers");

  private static final Objection NOT_CONFIGURED =
      new Objection(
          "the stored data is under keys that are not configured",
          "Put the key that event=encryption_keys_wrong names in the log back into"
              + " chat-connect.encryption.keys and restart");

  private final Environments environments;
  private final KeyRegister register;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);

  KeyGuard(Environments environments, KeyRegister register, KeyRing ring, Metrics metrics) {
    this.environments = environments;
    this.register = register;
    metrics.gauge(
        "chat.connect.encryption.keys.fit",
        "1 while the keys can read the stored data, 0 when not",
        Tags.empty(),
        this::fit);
    metrics.gauge(
        "chat.connect.encryption.keys",
        "Keys in the ring: more than one until a change of the key is done",
        Tags.empty(),
        () -> ring.size());
  }

  /**
   * Looks at every environment.
   *
   * @return {@link WrongKeysException} when the keys do not fit
   */
  public Uni<Void> verify() {
    return Multi.createFrom()
        .iterable(environments.all())
        .onItem()
        .transformToUniAndConcatenate(register::enter)
        .collect()
        .asList()
        .replaceWithVoid()
        .invoke(() -> state.set(State.FITTING))
        .onFailure(WrongKeysException.class)
        .invoke(() -> state.set(State.WRONG));
  }

  /**
   * Looks at one environment and writes nothing.
   *
   * @return whether a service has ever stored anything there; {@link WrongKeysException} when the
   *     keys do not fit
   */
  public Uni<Boolean> compare(Environment environment) {
    return register.compare(environment);
  }

  private double fit() {
    return switch (state.get()) {
      case FITTING -> 1;
      case WRONG -> 0;
      case UNKNOWN -> Double.NaN;
    };
  }

  /**
   * Why the service must not serve.
   *
   * @param reason what is wrong
   * @param action what the operator does about it
   */
  record Objection(String reason, String action) {}

  /** Why the service must not serve; empty when the keys fit. */
  Optional<Objection> objection() {
    return switch (state.get()) {
      case FITTING -> Optional.empty();
      case UNKNOWN -> Optional.of(NOT_COMPARED);
      case WRONG -> Optional.of(NOT_CONFIGURED);
    };
  }

  /**
   * Looks again. Where Redis was away at the start this is the first look, and wrong keys end the
   * process before it writes with them.
   */
  @Scheduled(
      identity = "encryption-keys",
      every = "${chat-connect.encryption.verify-every}",
      // The start has its own look.
      delayed = "10s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> watch() {
    var first = state.get() == State.UNKNOWN;
    return verify()
        .onFailure(WrongKeysException.class)
        .invoke(
            wrong -> {
              Log.errorf("event=encryption_keys_wrong cause=\"%s\"", LogText.quotable(wrong));
              if (first) {
                Quarkus.asyncExit(1);
              }
            })
        // That Redis is away was logged by whoever asked it.
        .onFailure(
            failure ->
                !(failure instanceof WrongKeysException) && !(failure instanceof ApiException))
        .invoke(
            failure ->
                Log.warnf(
                    "event=encryption_keys_not_compared cause=%s",
                    failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }
}
