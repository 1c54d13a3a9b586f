package dev.chatconnect.connect;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/**
 * Closes the hole that a URL handed to somebody else is (cross-user session fixation): before a
 * code is exchanged the application confirms, from its own session in the browser that came back,
 * that whoever finished the journey is the one whom it was started for.
 *
 * @see <a
 *     href="https://datatracker.ietf.org/doc/draft-wuertele-oauth-security-topics-update/">Updates
 *     to OAuth 2.0 Security Best Current Practice, Cross-user OAuth Session Fixation</a>
 */
@Singleton
class Verification {

  private static final String FLOW_ID = "flowId";

  private final VerifierUrls urls;
  private final HeldGrantStore grants;
  private final GrantExchange exchange;
  private final ProviderCatalog providers;
  private final RandomIds ids;
  private final FailedJourneys failures;

  Verification(
      VerifierUrls urls,
      HeldGrantStore grants,
      GrantExchange exchange,
      ProviderCatalog providers,
      RandomIds ids,
      FailedJourneys failures) {
    this.urls = urls;
    this.grants = grants;
    this.exchange = exchange;
    this.providers = providers;
    this.ids = ids;
    this.failures = failures;
  }

  /** Whether an integration's journeys wait for a confirmation. */
  boolean isDemanded(Integration integration) {
    return urls.demanded(integration.credentials());
  }

  /**
   * Holds a grant and sends the browser to the application; the integration's URL may have left the
   * allow-list since it was saved, and then nothing is held.
   *
   * @param parameters of the callback, without the state
   */
  Uni<JourneyOutcome> hold(
      Environment environment,
      Integration integration,
      AuthorizationState journey,
      Map<String, String> parameters) {
    var verifier = urls.find(integration.credentials());
    if (verifier.isEmpty()) {
      return Uni.createFrom()
          .failure(
              new ProviderException(
                  ProviderException.Kind.MISCONFIGURED,
                  "verifier_url_not_allowed",
                  ErrorCode.VERIFIER_URL_NOT_ALLOWED.text()));
    }
    var flowId = ids.secret();
    var target = UriBuilder.fromUri(verifier.get()).replaceQueryParam(FLOW_ID, flowId).build();
    return grants
        .keep(environment, flowId, new HeldGrant(journey, parameters))
        .replaceWith(new JourneyOutcome.Held(Optional.of(journey), target));
  }

  /**
   * Exchanges a held grant when the confirmation names the journey's owner. The grant is gone after
   * the first confirmation, whatever that came to.
   *
   * @return how the journey ended; 404 when no grant is held under the flow id, 403 when it was
   *     started for somebody else
   */
  Uni<JourneyOutcome> confirm(Environment environment, String flowId, Confirmation confirmation) {
    return grants
        .take(environment, flowId)
        .map(found -> found.orElseThrow(ErrorCode.VERIFICATION_UNKNOWN::with))
        .call(grant -> requireOwner(grant.journey(), confirmation))
        .chain(grant -> finish(environment, grant));
  }

  private Uni<Void> requireOwner(AuthorizationState journey, Confirmation confirmation) {
    if (confirmation.fits(journey)) {
      return Uni.createFrom().voidItem();
    }
    var mismatch = ErrorCode.VERIFICATION_MISMATCH.with();
    var failure = JourneyFailures.of(mismatch, journey, journey.providerId());
    return failures.recordMismatch(journey, failure).onItem().failWith(() -> mismatch);
  }

  private Uni<JourneyOutcome> finish(Environment environment, HeldGrant grant) {
    var journey = grant.journey();
    var provider =
        providers
            .find(journey.providerId())
            // The provider left with an update of the service.
            .orElseThrow(ErrorCode.VERIFICATION_UNKNOWN::with);
    var ending = Ending.of(journey);
    return exchange
        .integration(environment, ending)
        .chain(
            integration ->
                exchange.exchange(environment, integration, ending, provider, grant.parameters()))
        .onFailure()
        .recoverWithItem(
            failure -> JourneyFailures.of(failure, journey, provider.descriptor().displayName()));
  }
}
