package dev.chatconnect.inbox;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;

/** Decides whether an application must vouch for its sessions. */
@Singleton
class HashDemand {

  private static final String IN_APP = "in_app";

  private final IntegrationStore integrations;
  private final LaunchMode mode;

  HashDemand(IntegrationStore integrations, LaunchMode mode) {
    this.integrations = integrations;
    this.mode = mode;
  }

  /**
   * Whether sessions of an environment need a hash: when its configuration or one of its active
   * in-app integrations says so. Where neither says anything, they do in production.
   */
  Uni<Boolean> of(Environment environment) {
    var configured = environment.subscriberHashRequired();
    if (configured.filter(Boolean.TRUE::equals).isPresent()) {
      return Uni.createFrom().item(true);
    }
    return integrations
        .listOf(environment, IN_APP)
        .map(all -> all.stream().filter(Integration::active).toList())
        .map(
            inApp ->
                inApp.isEmpty()
                    ? configured.orElse(!mode.isDevOrTest())
                    : inApp.stream().anyMatch(found -> found.credentials().flag("hmac")));
  }
}
