package dev.chatconnect.connect;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.provider.ConnectMode;

/** Journeys of tests that begin in their middle. */
final class States {

  private States() {}

  /** A journey at Slack about nobody's connection. */
  static AuthorizationState connecting() {
    return of(
        "environment",
        "integration",
        ConnectMode.CONNECT,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** A journey at Slack that links a subscriber to a connection. */
  static AuthorizationState linking(
      String environmentId,
      String integrationId,
      String subscriber,
      String connection,
      boolean byBrowser) {
    return of(
        environmentId,
        integrationId,
        ConnectMode.LINK_USER,
        Optional.of(subscriber),
        Optional.of(connection),
        byBrowser);
  }

  private static AuthorizationState of(
      String environmentId,
      String integrationId,
      ConnectMode mode,
      Optional<String> subscriber,
      Optional<String> connection,
      boolean byBrowser) {
    return new AuthorizationState(
        environmentId,
        integrationId,
        "slack",
        URI.create("https://connect.example.com/callback"),
        mode,
        subscriber,
        connection,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        byBrowser,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH);
  }
}
