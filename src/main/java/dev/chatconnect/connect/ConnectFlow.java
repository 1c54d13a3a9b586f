package dev.chatconnect.connect;

import java.util.HashMap;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import io.smallrye.mutiny.Uni;

/**
 * Ends journeys: takes the state, exchanges the code, writes the result. The state is gone after
 * the first callback, whatever that callback came to.
 */
@Singleton
class ConnectFlow {

  private final AuthorizationStateStore states;
  private final Environments environments;
  private final IntegrationStore integrations;
  private final ProviderCatalog providers;
  private final JourneyWriter writer;
  private final LinkAfterConnect linkAfterConnect;

  ConnectFlow(
      AuthorizationStateStore states,
      Environments environments,
      IntegrationStore integrations,
      ProviderCatalog providers,
      JourneyWriter writer,
      LinkAfterConnect linkAfterConnect) {
    this.states = states;
    this.environments = environments;
    this.integrations = integrations;
    this.providers = providers;
    this.writer = writer;
    this.linkAfterConnect = linkAfterConnect;
  }

  /** Ends the journey that a callback belongs to; fails only when its state cannot be read. */
  Uni<JourneyOutcome> complete(CallbackParameters parameters) {
    if (parameters.state().isEmpty()) {
      return Uni.createFrom().item(JourneyFailures.incomplete(Optional.empty(), Optional.empty()));
    }
    return states
        .take(parameters.state().get())
        .chain(
            journey ->
                journey
                    .flatMap(found -> resolve(found, parameters))
                    .orElseGet(() -> Uni.createFrom().item(JourneyFailures.unknown())));
  }

  /** Empty when the environment or provider of the journey is no longer part of this deployment. */
  private Optional<Uni<JourneyOutcome>> resolve(
      AuthorizationState journey, CallbackParameters parameters) {
    return environments
        .byId(journey.environmentId())
        .flatMap(
            environment ->
                providers
                    .find(journey.providerId())
                    .map(provider -> complete(journey, parameters, environment, provider)));
  }

  private Uni<JourneyOutcome> complete(
      AuthorizationState journey,
      CallbackParameters parameters,
      Environment environment,
      ChatProvider provider) {
    var name = provider.descriptor().displayName();
    if (!parameters.wellFormed() || (parameters.error().isEmpty() && !parameters.hasGrant())) {
      return Uni.createFrom()
          .item(JourneyFailures.incomplete(Optional.of(journey), Optional.of(name)));
    }
    Uni<JourneyOutcome> outcome =
        parameters.error().isPresent()
            ? Uni.createFrom().failure(JourneyFailures.fromError(parameters.error().get()))
            : exchange(journey, parameters, environment, provider);
    return outcome
        .onFailure()
        .recoverWithItem(failure -> JourneyFailures.of(failure, journey, name));
  }

  private Uni<JourneyOutcome> exchange(
      AuthorizationState journey,
      CallbackParameters parameters,
      Environment environment,
      ChatProvider provider) {
    return integrations
        .findById(environment, journey.integrationId())
        .map(found -> usable(found, journey))
        .chain(
            integration ->
                provider
                    .complete(response(journey, parameters, integration))
                    .chain(
                        result -> writer.write(environment, integration, journey, provider, result))
                    .chain(
                        outcome ->
                            linkAfterConnect.follow(outcome, provider, integration.credentials())));
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

  private static AuthorizationResponse response(
      AuthorizationState journey, CallbackParameters parameters, Integration integration) {
    var values = new HashMap<>(parameters.values());
    values.remove("state");
    return new AuthorizationResponse(
        integration.credentials(),
        journey.mode(),
        journey.redirectUri(),
        values,
        journey.codeVerifier(),
        journey.nonce());
  }
}
