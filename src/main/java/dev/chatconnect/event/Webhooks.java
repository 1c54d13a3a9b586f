package dev.chatconnect.event;

import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environments;
import io.quarkus.runtime.Startup;

/** The webhooks of this deployment, read and checked once at start. */
@Singleton
@Startup
class Webhooks {

  private final List<Webhook> all;

  Webhooks(WebhookSettings settings, Environments environments) {
    all =
        environments.all().stream()
            .flatMap(
                environment ->
                    settings.environments().entrySet().stream()
                        .filter(tenant -> tenant.getKey().equals(environment.name()))
                        .flatMap(tenant -> tenant.getValue().webhooks().entrySet().stream())
                        .map(found -> Webhook.of(environment, found.getKey(), found.getValue())))
            .toList();
  }

  List<Webhook> all() {
    return all;
  }

  List<Webhook> of(String environmentId) {
    return all.stream().filter(webhook -> webhook.environmentId().equals(environmentId)).toList();
  }
}
