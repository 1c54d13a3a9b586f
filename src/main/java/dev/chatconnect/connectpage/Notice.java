package dev.chatconnect.connectpage;

import java.util.Set;
import java.util.regex.Pattern;

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

  private static final Set<String> CANCELLED =
      Set.of("access_denied", "permission_denied", "consent_required");
  private static final Set<String> CONFLICT =
      Set.of("connection-identifier-taken", "connection-exists", "endpoint-user-taken");
  private static final Set<String> MISCONFIGURED =
      Set.of(
          "oauth-missing-credentials",
          "link-misconfigured",
          "integration_unavailable",
          "oauth-integration-inactive");
  private static final Set<String> OUTAGE =
      Set.of("store-unavailable", "replicas-behind", "write-contention");
  private static final Pattern PROVIDER_DOWN =
      Pattern.compile(
          "http_5..|rate_limited|timeout|connection_failed|connection_lost|tls_failed|provider_down"
              + "|journey-provider-(down|limited)|journey-bad-answer");

  /**
   * The words for what a step came to.
   *
   * @param app name of the app
   */
  static Notice of(PageAddress.Arrival arrival, String app, ConnectMessages say) {
    return arrival
        .failure()
        .map(failure -> new Notice(false, failure(failure.reason(), app, say), failure.reference()))
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

  private static String failure(String reason, String app, ConnectMessages say) {
    if (CANCELLED.contains(reason)) {
      return say.cancelled(app);
    }
    if (reason.equals("workspace_mismatch")) {
      return say.mismatch(app);
    }
    if (CONFLICT.contains(reason)) {
      return say.conflict();
    }
    if (MISCONFIGURED.contains(reason)) {
      return say.misconfigured(app);
    }
    if (OUTAGE.contains(reason)) {
      return say.outage();
    }
    return PROVIDER_DOWN.matcher(reason).matches() ? say.providerDown(app) : say.failed(app);
  }
}
