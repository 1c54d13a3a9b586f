package dev.chatconnect.connection;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;

/**
 * Keeps an orderly stop from coming between a provider's answer and the write that makes it last: a
 * refresh token that was spent for tokens which nobody kept ends the grant.
 */
@Singleton
class RenewalsUnderWay {

  /** A call to a provider and the write after it, with the limits that they have by default. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  // The one party that is always there is the service itself.
  private final Phaser parties = new Phaser(1);
  private volatile boolean stopping;

  /** Whether the service is about to stop: nothing new should begin then. */
  boolean isStopping() {
    return stopping;
  }

  /** Does something that a stop waits for. */
  <T> Uni<T> during(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              parties.register();
              return Uni.createFrom()
                  .<T>deferred(work::get)
                  .onTermination()
                  .invoke(() -> parties.arriveAndDeregister());
            });
  }

  /** On the thread that stops the service, which may wait. */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    try {
      parties.awaitAdvanceInterruptibly(
          parties.arrive(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException notDone) {
      Log.warnf("event=renewals_cut_off count=%d", parties.getUnarrivedParties());
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
    }
  }
}
