package dev.chatconnect.provider.webex;

import java.net.URI;
import java.util.List;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationUrl;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderException;

/**
 * The page where a user allows access, <a
 * href="https://developer.webex.com/docs/integrations">Integrations</a>.
 */
final class WebexAuthorization {

  private static final List<String> CONNECT_SCOPES =
      List.of(
          "spark:messages_write",
          "spark:rooms_read",
          "spark:people_read",
          "spark:memberships_read",
          "spark:kms");
  private static final List<String> LINK_SCOPES = List.of("spark:people_read");

  private final URI baseUrl;

  WebexAuthorization(URI baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * @throws ProviderException when a credential is missing
   */
  String url(AuthorizationRequest request) {
    var scopes =
        switch (request.mode()) {
          case CONNECT -> request.scope().orElse(CONNECT_SCOPES);
          case LINK_USER -> request.userScope().orElse(LINK_SCOPES);
        };
    return AuthorizationUrl.of(baseUrl, "/authorize")
        .with("state", request.state())
        .with("client_id", new WebexCredentials(request.credentials()).clientId())
        .with("response_type", "code")
        .with("redirect_uri", request.redirectUri().toString())
        .with("scope", String.join(" ", scopes))
        .build();
  }

  static List<String> usualScopes(ConnectMode mode) {
    return mode == ConnectMode.CONNECT ? CONNECT_SCOPES : LINK_SCOPES;
  }
}
