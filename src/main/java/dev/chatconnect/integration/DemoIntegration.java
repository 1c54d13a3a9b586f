package dev.chatconnect.integration;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;

/** Development only: an integration with the stand-in Slack, so that the first call just works. */
@Singleton
@IfBuildProfile("dev")
public class DemoIntegration {

  /** Identifier of the demo integration. */
  public static final String IDENTIFIER = "slack-demo";

  private final IntegrationService service;

  DemoIntegration(IntegrationService service) {
    this.service = service;
  }

  /** Creates the demo integration unless an earlier run did. */
  public Uni<Void> ensure(Environment environment) {
    var request =
        new CreateIntegrationRequest(
            "slack",
            Optional.of(Channel.CHAT),
            Optional.of("Slack (stand-in)"),
            Optional.of(IDENTIFIER),
            Optional.empty(),
            new Credentials(Map.of("clientId", "1111.2222", "secretKey", "stand-in-secret")),
            true,
            IntegrationKind.DELIVERY,
            Optional.empty(),
            Optional.empty());
    return service
        .create(environment, request)
        .onFailure(DemoIntegration::isThereAlready)
        .recoverWithNull()
        .replaceWithVoid();
  }

  private static boolean isThereAlready(Throwable failure) {
    return failure instanceof ApiException api
        && api.code() == ErrorCode.INTEGRATION_IDENTIFIER_TAKEN;
  }
}
