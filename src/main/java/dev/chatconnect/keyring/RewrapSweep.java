package dev.chatconnect.keyring;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Takes up rewraps whose replica went away. */
@Singleton
class RewrapSweep {

  private final Environments environments;
  private final Rewrap rewrap;

  RewrapSweep(Environments environments, Rewrap rewrap) {
    this.environments = environments;
    this.rewrap = rewrap;
  }

  /** One look at all environments; never fails. */
  @Scheduled(
      identity = "rewrap",
      every = "${chat-connect.encryption.verify-every}",
      delayed = "20s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return Multi.createFrom()
        .iterable(environments.all())
        .onItem()
        .transformToUniAndConcatenate(this::takeUp)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> takeUp(Environment environment) {
    return rewrap
        .takeUpLeft(environment)
        .onFailure()
        .invoke(
            failure ->
                Log.warnf(
                    "event=rewrap_not_taken_up environment=%s cause=%s",
                    environment.id(), failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }
}
