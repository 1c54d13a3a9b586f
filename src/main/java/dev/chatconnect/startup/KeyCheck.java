package dev.chatconnect.startup;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.chatconnect.keyring.KeyGuard;
import dev.chatconnect.keyring.WrongKeysException;
import dev.chatconnect.web.ApiException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.smallrye.mutiny.TimeoutException;

/**
 * Refuses to start with encryption keys that cannot read the stored data. Without Redis the service
 * starts all the same, not ready, and looks when Redis is back.
 */
@Singleton
class KeyCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KeyGuard guard;
  private final boolean serves;

  /**
   * @param arguments of a command, which looks for itself; none where the service starts
   */
  KeyCheck(KeyGuard guard, @CommandLineArguments String[] arguments) {
    this.guard = guard;
    serves = arguments.length == 0;
  }

  void check(@Observes StartupEvent start) {
    if (!serves) {
      return;
    }
    try {
      guard.verify().await().atMost(PATIENCE);
    } catch (WrongKeysException wrong) {
      throw new IllegalStateException(wrong.getMessage());
    } catch (ApiException | TimeoutException storeUnavailable) {
      Log.warn("event=encryption_keys_not_compared cause=\"Redis cannot be reached\"");
    }
  }
}
