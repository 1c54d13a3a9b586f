package dev.chatconnect.connect;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import io.smallrye.mutiny.Uni;

/**
 * Ends journeys: takes the state, exchanges the code or holds it for verification. The state is
 * gone after the first callback, whatever that callback came to.
 */
@Singleton
class ConnectFlow {

  private final AuthorizationStateStore states;
  private final Environments environments;
  private final ProviderCatalog providers;
  private final GrantExchange exchange;
  private final Verification verification;

  ConnectFlow(
      AuthorizationStateStore states,
      Environments environments,
      ProviderCatalog providers,
      GrantExchange exchange,
      Verification verification) {
    this.states = states;
    this.environments = environments;
    this.providers = providers;
    this.exchange = exchange;
    this.verification = verification;
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
            : grant(journey, parameters, environment, provider);
    return outcome
        .onFailure()
        .recoverWithItem(failure -> JourneyFailures.of(failure, journey, name));
  }

  /** What an application wants to confirm first is held instead of exchanged. */
  private Uni<JourneyOutcome> grant(
      AuthorizationState journey,
      CallbackParameters parameters,
      Environment environment,
      ChatProvider provider) {
    return exchange
        .integration(environment, journey)
        .chain(
            integration ->
                verification.isDemanded(integration)
                    ? verification.hold(environment, integration, journey, parameters.grant())
                    : exchange.exchange(
                        environment, integration, journey, provider, parameters.grant()));
  }
}
