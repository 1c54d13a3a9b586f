package dev.chatconnect.idempotency;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long the answer of a route is worth replaying. */
@Singleton
class Retention {

  private static final String OAUTH_URL = "/oauth";
  private static final String CHAT_LINK = "/channel-endpoints/link";
  private static final String CONNECT_LINK = "/connect-links";
  private static final String CONFIRMATION = "/confirm";
  private static final String TOKEN = "/token";
  private static final String CONNECTIONS = "/v1/channel-connections";

  private static final List<String> DEAD_SOON =
      List.of(OAUTH_URL, CHAT_LINK, CONNECT_LINK, CONFIRMATION);

  private final IdempotencySettings settings;
  private final Duration stateLife;
  private final boolean revealsTokens;

  Retention(
      IdempotencySettings settings,
      @ConfigProperty(name = "chat-connect.oauth.state-ttl", defaultValue = "5m")
          Duration stateLife,
      @ConfigProperty(name = "chat-connect.api.reveal-tokens", defaultValue = "false")
          boolean revealsTokens) {
    this.settings = settings;
    this.stateLife = stateLife;
    this.revealsTokens = revealsTokens;
  }

  /**
   * OAuth URLs, which a confirmation may answer too, and chat links are dead once their state is,
   * connect links once they were opened, a token once the provider says so. Where tokens are
   * revealed, every answer about a connection holds one.
   */
  Duration of(String path) {
    if (DEAD_SOON.stream().anyMatch(path::endsWith)) {
      return shorter(stateLife);
    }
    return holdsToken(path) ? shorter(settings.tokenRetention()) : settings.retention();
  }

  private boolean holdsToken(String path) {
    return path.endsWith(TOKEN)
        || (revealsTokens && (path.equals(CONNECTIONS) || path.startsWith(CONNECTIONS + '/')));
  }

  private Duration shorter(Duration limit) {
    return limit.compareTo(settings.retention()) < 0 ? limit : settings.retention();
  }
}
