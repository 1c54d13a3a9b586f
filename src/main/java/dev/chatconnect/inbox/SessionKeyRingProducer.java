package dev.chatconnect.inbox;

import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.chatconnect.crypto.KeyRing;
import io.quarkus.runtime.Startup;

/** Makes the key ring of session tokens at start, and refuses to start with a wrong one. */
class SessionKeyRingProducer {

  private static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
  private static final Duration MAX_LIFETIME = Duration.ofDays(30);

  @Produces
  @Singleton
  @Startup
  SessionKeyRing sessionKeyRing(InboxSettings settings, KeyRing encryption) {
    var lifetime = settings.token().lifetime();
    if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalStateException("chat-connect.inbox.token.lifetime must be 1m to 30d");
    }
    try {
      return settings
          .token()
          .keys()
          .map(SessionKeyRing::parse)
          .orElseGet(() -> SessionKeyRing.derived(encryption));
    } catch (IllegalArgumentException unfit) {
      throw new IllegalStateException(
          "chat-connect.inbox.token.keys: " + unfit.getMessage(), unfit);
    }
  }
}
