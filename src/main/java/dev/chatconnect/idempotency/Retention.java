package dev.chatconnect.idempotency;

import java.time.Duration;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long the answer of a route is worth replaying. */
@Singleton
class Retention {

  private static final String OAUTH_URL = "/oauth";
  private static final String CHAT_LINK = "/channel-endpoints/link";
  private static final String CONFIRMATION = "/confirm";
  private static final String TOKEN = "/token";

  private final IdempotencySettings settings;
  private final Duration stateLife;

  Retention(
      IdempotencySettings settings,
      @ConfigProperty(name = "chat-connect.oauth.state-ttl", defaultValue = "5m")
          Duration stateLife) {
    this.settings = settings;
    this.stateLife = stateLife;
  }

  /**
   * OAuth URLs, which a confirmation may answer too, and chat links are dead once their state is, a
   * token once the provider says so.
   */
  Duration of(String path) {
    if (path.endsWith(OAUTH_URL) || path.endsWith(CHAT_LINK) || path.endsWith(CONFIRMATION)) {
      return shorter(stateLife);
    }
    return path.endsWith(TOKEN) ? shorter(settings.tokenRetention()) : settings.retention();
  }

  private Duration shorter(Duration limit) {
    return limit.compareTo(settings.retention()) < 0 ? limit : settings.retention();
  }
}
