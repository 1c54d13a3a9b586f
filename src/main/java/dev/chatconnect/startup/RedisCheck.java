package dev.chatconnect.startup;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.chatconnect.redis.ServerCheck;
import dev.chatconnect.web.ApiException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;

/**
 * Says at start what is wrong with Redis. The service starts all the same, and is ready once that
 * is mended: the settings of Redis can be changed while it runs.
 */
@Singleton
class RedisCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ServerCheck check;

  RedisCheck(ServerCheck check) {
    this.check = check;
  }

  void check(@Observes StartupEvent start) {
    try {
      var report = check.look().await().atMost(PATIENCE);
      report.servers().forEach(server -> Log.infof("event=redis server=\"%s\"", server));
    } catch (ApiException | TimeoutException away) {
      Log.warn("event=redis_not_checked cause=\"Redis cannot be reached\"");
    }
  }
}
