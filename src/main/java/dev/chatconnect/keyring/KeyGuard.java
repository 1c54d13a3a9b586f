package dev.chatconnect.keyring;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
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

  private final Environments environments;
  private final KeyRegister register;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);

  KeyGuard(Environments environments, KeyRegister register) {
    this.environments = environments;
    this.register = register;
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
   * @return {@link WrongKeysException} when the keys do not fit
   */
  public Uni<Void> compare(Environment environment) {
    return register.compare(environment);
  }

  /** Why the service must not serve; empty when the keys fit. */
  Optional<String> objection() {
    return switch (state.get()) {
      case FITTING -> Optional.empty();
      case UNKNOWN -> Optional.of("not compared with the stored data yet");
      case WRONG -> Optional.of("the stored data is under keys that are not configured");
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
              Log.errorf("event=encryption_keys_wrong cause=\"%s\"", wrong.getMessage());
              if (first) {
                Quarkus.asyncExit(1);
              }
            })
        .onFailure()
        .recoverWithNull();
  }
}
