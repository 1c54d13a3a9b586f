package dev.chatconnect.connect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.OutboundSettings;
import dev.chatconnect.provider.ProviderException;
import io.smallrye.mutiny.Uni;

/** Makes records of what a provider granted: exchanges the code and writes the result. */
@Singleton
class GrantExchange {

  /** What the service itself may take of a journey that waits for its provider. */
  private static final Duration OWN_SHARE = Duration.ofMillis(500);

  private final IntegrationStore integrations;
  private final JourneyWriter writer;
  private final LinkAfterConnect linkAfterConnect;
  private final OutboundSettings outbound;

  GrantExchange(
      IntegrationStore integrations,
      JourneyWriter writer,
      LinkAfterConnect linkAfterConnect,
      OutboundSettings outbound) {
    this.integrations = integrations;
    this.writer = writer;
    this.linkAfterConnect = linkAfterConnect;
    this.outbound = outbound;
  }

  /** Keys of records that the end of the next journey probably needs. */
  List<String> likely() {
    return integrations.likely();
  }

  /**
   * The journey's integration as it is now, or was when the journey's state was taken a moment ago;
   * fails when it can no longer be used.
   */
  Uni<Integration> integration(Environment environment, Ending ending) {
    var journey = ending.journey();
    return integrations
        .findById(environment, journey.integrationId(), ending.read())
        .map(found -> usable(found, journey));
  }

  /**
   * Exchanges a grant, once: a code may be spent by a call whose answer got lost. Of the several
   * calls that some providers need, each has its time limit, and all together hardly more.
   *
   * @param parameters of the callback, without the state
   */
  Uni<JourneyOutcome> exchange(
      Environment environment,
      Integration integration,
      Ending ending,
      ChatProvider provider,
      Map<String, String> parameters) {
    return CallerContext.limited(
            provider.complete(response(integration, ending.journey(), parameters)),
            outbound.callTimeout().plus(OWN_SHARE),
            () -> tooSlow(provider))
        .chain(result -> writer.write(environment, integration, ending, provider, result))
        .chain(outcome -> linkAfterConnect.follow(outcome, provider, integration.credentials()));
  }

  /** What came back, in terms of the provider. */
  static AuthorizationResponse response(
      Integration integration, AuthorizationState journey, Map<String, String> parameters) {
    return new AuthorizationResponse(
        integration.credentials(),
        journey.mode(),
        journey.redirectUri(),
        parameters,
        journey.codeVerifier(),
        journey.nonce(),
        journey.claimedWorkspace());
  }

  private static ProviderException tooSlow(ChatProvider provider) {
    return new ProviderException(
        ProviderException.Kind.UNAVAILABLE,
        "timeout",
        provider.descriptor().displayName() + " did not answer in time");
  }

  private static Integration usable(Optional<Integration> found, AuthorizationState journey) {
    return found
        .filter(integration -> integration.providerId().equals(journey.providerId()))
        .filter(Integration::active)
        .orElseThrow(
            () ->
                new ProviderException(
                    ProviderException.Kind.MISCONFIGURED,
                    "integration_unavailable",
                    "The integration was removed or switched off while you were away"));
  }
}
