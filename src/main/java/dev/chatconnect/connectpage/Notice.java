package dev.chatconnect.connectpage;

import dev.chatconnect.web.ErrorCode;
import io.quarkus.qute.TemplateData;

/**
 * What the page says on arrival.
 *
 * @param good whether it is good news
 * @param text one or two sentences
 * @param reference by which an operator finds a failure in the log; empty where there is none
 */
@TemplateData
record Notice(boolean good, String text, String reference) {

  /**
   * The words for what a step came to.
   *
   * @param app name of the app
   */
  static Notice of(PageAddress.Arrival arrival, String app, ConnectMessages say) {
    return arrival
        .failure()
        .map(
            failure -> new Notice(false, failure(failure.problem(), app, say), failure.reference()))
        .orElseGet(
            () ->
                new Notice(
                    true,
                    switch (arrival.step()) {
                      case CONNECT -> say.didConnect(app);
                      case LINK -> say.didLink(app);
                      case DISCONNECT -> say.didDisconnect(app);
                      case UNLINK -> say.didUnlink(app);
                    },
                    ""));
  }

  private static String failure(ErrorCode problem, String app, ConnectMessages say) {
    return switch (problem) {
      case JOURNEY_CANCELLED -> say.cancelled(app);
      case JOURNEY_MISMATCH -> say.mismatch(app);
      case CONNECTION_IDENTIFIER_TAKEN,
          CONNECTION_EXISTS,
          ENDPOINT_USER_TAKEN,
          SHARED_CONNECTION_PROTECTED ->
          say.conflict();
      case JOURNEY_MISCONFIGURED,
          OAUTH_MISSING_CREDENTIALS,
          OAUTH_INTEGRATION_INACTIVE,
          VERIFIER_URL_NOT_ALLOWED,
          LINK_MISCONFIGURED ->
          say.misconfigured(app);
      // It may have been done all the same.
      case STORE_UNAVAILABLE, REPLICAS_BEHIND -> say.unconfirmed();
      case WRITE_CONTENTION,
          OVERLOADED,
          CALLBACKS_TOO_MANY,
          JOURNEYS_TOO_MANY,
          OWN_JOURNEYS_TOO_MANY,
          SECRET_UNREADABLE ->
          say.outage();
      case JOURNEY_PROVIDER_DOWN, JOURNEY_PROVIDER_LIMITED, JOURNEY_BAD_ANSWER ->
          say.providerDown(app);
      default -> say.failed(app);
    };
  }
}
