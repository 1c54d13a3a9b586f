package dev.chatconnect.integration;

import dev.chatconnect.integration.IntegrationStore.Reading;
import dev.chatconnect.integration.IntegrationStore.Snapshot;
import dev.chatconnect.web.ErrorCode;

/** The integration for browsers, of which an environment has one at most, active or not. */
final class InApp {

  static final String CHANNEL = "in_app";

  private static final String PROVIDER = "novu";

  private InApp() {}

  static boolean is(Integration integration) {
    return integration.providerId().equals(PROVIDER)
        && integration.channel().filter(CHANNEL::equals).isPresent();
  }

  /** Requires that a new integration is no second one; 400. */
  static void requireFirst(Reading reading, Integration created) {
    if (is(created) && reading.all().stream().map(Snapshot::integration).anyMatch(InApp::is)) {
      throw ErrorCode.INTEGRATION_IN_APP_TAKEN.with();
    }
  }
}
