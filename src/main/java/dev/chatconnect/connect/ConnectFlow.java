package dev.chatconnect.connect;

import java.util.Optional;
import java.util.function.Predicate;

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
  private final WorkspaceClaims claims;
  private final Verification verification;

  ConnectFlow(
      AuthorizationStateStore states,
      Environments environments,
      ProviderCatalog providers,
      GrantExchange exchange,
      WorkspaceClaims claims,
      Verification verification) {
    this.states = states;
    this.environments = environments;
    this.providers = providers;
    this.exchange = exchange;
    this.claims = claims;
    this.verification = verification;
  }

  /**
   * Ends the journey that a callback belongs to; fails only when its state cannot be read.
   *
   * @param browser whether a journey may end in the browser that came
   */
  Uni<JourneyOutcome> complete(
      CallbackParameters parameters, Predicate<AuthorizationState> browser) {
    if (parameters.state().isEmpty()) {
      return Uni.createFrom().item(JourneyFailures.incomplete(Optional.empty(), Optional.empty()));
    }
    var state = parameters.state().get();
    return states
        .end(state, exchange.likely())
        .chain(
            found ->
                found
                    .map(
                        ending ->
                            browser.test(ending.journey())
                                ? end(ending, state, parameters)
                                : failed(
                                    ending.journey(),
                                    state,
                                    JourneyFailures.otherBrowser(ending.journey())))
                    .orElseGet(() -> Uni.createFrom().item(JourneyFailures.unknown())));
  }

  private Uni<JourneyOutcome> end(Ending ending, String state, CallbackParameters parameters) {
    return resolve(ending, state, parameters)
        .orElseGet(() -> failed(ending.journey(), state, JourneyFailures.unknown()));
  }

  /** Nothing was written that could have counted the journey no longer. */
  private Uni<JourneyOutcome> failed(
      AuthorizationState journey, String state, JourneyOutcome.Failure failure) {
    return states.leave(journey, state).replaceWith(failure);
  }

  /** Empty when the environment or provider of the journey is no longer part of this deployment. */
  private Optional<Uni<JourneyOutcome>> resolve(
      Ending ending, String state, CallbackParameters parameters) {
    var journey = ending.journey();
    return environments
        .byId(journey.environmentId())
        .flatMap(
            environment ->
                providers
                    .find(journey.providerId())
                    .map(provider -> complete(ending, state, parameters, environment, provider)));
  }

  private Uni<JourneyOutcome> complete(
      Ending ending,
      String state,
      CallbackParameters parameters,
      Environment environment,
      ChatProvider provider) {
    var journey = ending.journey();
    var name = provider.descriptor().displayName();
    if (!parameters.wellFormed() || (parameters.error().isEmpty() && !parameters.hasGrant())) {
      return failed(
          journey, state, JourneyFailures.incomplete(Optional.of(journey), Optional.of(name)));
    }
    Uni<JourneyOutcome> outcome =
        parameters.error().isPresent()
            ? Uni.createFrom().failure(JourneyFailures.fromError(parameters.error().get()))
            : grant(ending, state, parameters, environment, provider);
    return outcome
        .onFailure()
        .recoverWithUni(
            failure -> failed(journey, state, JourneyFailures.of(failure, journey, name)));
  }

  /**
   * What is only claimed has to be proven first. What an application wants to confirm first is held
   * instead of exchanged. Either takes the place of the journey that was counted.
   */
  private Uni<JourneyOutcome> grant(
      Ending ending,
      String state,
      CallbackParameters parameters,
      Environment environment,
      ChatProvider provider) {
    var journey = ending.journey();
    var granted = parameters.grant();
    return exchange
        .integration(environment, ending)
        .chain(
            integration -> {
              var claim = claims.find(integration, journey, provider, granted);
              if (claim.isPresent()) {
                return states
                    .leave(journey, state)
                    .chain(() -> claims.prove(integration, journey, provider, claim.get()));
              }
              if (verification.isDemanded(integration)) {
                return states
                    .leave(journey, state)
                    .chain(() -> verification.hold(environment, integration, journey, granted));
              }
              return exchange.exchange(environment, integration, ending, provider, granted);
            });
  }
}
