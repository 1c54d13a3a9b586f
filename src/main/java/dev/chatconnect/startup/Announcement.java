package dev.chatconnect.startup;

import java.time.Duration;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import dev.chatconnect.connect.RedirectUri;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.integration.DemoIntegration;
import io.quarkus.logging.Log;

/** The last lines of the start: what an operator registers, and what a developer tries first. */
@Singleton
class Announcement {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String GUIDE =
      """
      Chat Connect is ready. A stand-in plays Slack, so no Slack account is needed.

        API reference  %1$s/q/swagger-ui
        Demo API key   %2$s

        Get a connect URL, then open it in a browser:

          curl -s %1$s/v1/integrations/channel-connections/oauth \\
            -H 'Authorization: ApiKey %2$s' \\
            -H 'Content-Type: application/json' \\
            -d '{"integrationIdentifier":"%3$s","subscriberId":"ann"}'
      """;

  private final RedirectUri redirectUri;
  private final Environments environments;
  private final Instance<DemoIntegration> demo;

  Announcement(RedirectUri redirectUri, Environments environments, Instance<DemoIntegration> demo) {
    this.redirectUri = redirectUri;
    this.environments = environments;
    this.demo = demo;
  }

  void make() {
    Log.infof("event=started redirect_uri=%s", redirectUri.value());
    environments
        .all()
        .forEach(
            environment ->
                Log.infof(
                    "event=environment name=%s id=%s application_identifier=%s",
                    environment.name(), environment.id(), environment.applicationIdentifier()));
    if (demo.isResolvable()) {
      var environment = environments.all().get(0);
      // On the main thread, which has nothing else to do.
      demo.get().ensure(environment).await().atMost(PATIENCE);
      Log.info(
          GUIDE.formatted(
              redirectUri.root(), environment.apiKeys().get(0), DemoIntegration.IDENTIFIER));
    }
  }
}
