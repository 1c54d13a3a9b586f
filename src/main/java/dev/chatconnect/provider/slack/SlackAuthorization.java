package dev.chatconnect.provider.slack;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationUrl;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.ProviderException;

/**
 * The page where a user allows access, <a
 * href="https://docs.slack.dev/authentication/installing-with-oauth">OAuth v2</a>: bot scopes to
 * connect a workspace, user scopes to link a user.
 */
final class SlackAuthorization {

  private static final List<String> CONNECT_SCOPES =
      List.of(
          "chat:write",
          "chat:write.public",
          "channels:read",
          "groups:read",
          "users:read",
          "users:read.email");
  private static final List<String> LINK_SCOPES = List.of("identity.basic");
  private static final String USUAL_TO_CONNECT = byComma(CONNECT_SCOPES);
  private static final String USUAL_TO_LINK = byComma(LINK_SCOPES);
  private static final String WEBHOOK_SCOPE = "incoming-webhook";

  private final URI baseUrl;

  SlackAuthorization(URI baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * @throws ProviderException when a credential is missing
   */
  String url(AuthorizationRequest request) {
    var url =
        AuthorizationUrl.of(baseUrl, "/oauth/v2/authorize")
            .with("state", request.state())
            .with("client_id", new SlackCredentials(request.credentials()).clientId())
            .with("redirect_uri", request.redirectUri().toString());
    switch (request.mode()) {
      case CONNECT ->
          url.with(
              "scope", request.scope().map(SlackAuthorization::byComma).orElse(USUAL_TO_CONNECT));
      case LINK_USER ->
          url.with(
              "user_scope",
              request.userScope().map(SlackAuthorization::byComma).orElse(USUAL_TO_LINK));
    }
    return withChallenge(url, request).build();
  }

  private static String byComma(List<String> scopes) {
    return String.join(",", scopes);
  }

  /** Adds the PKCE challenge (RFC 7636 §4.3) where the app takes one. */
  static AuthorizationUrl withChallenge(AuthorizationUrl url, AuthorizationRequest request) {
    if (SlackCredentials.usePkce(request.credentials())) {
      request
          .codeChallenge()
          .ifPresent(
              challenge ->
                  url.with("code_challenge", challenge).with("code_challenge_method", "S256"));
    }
    return url;
  }

  /** Those that are asked for where the request names none. */
  static List<String> usualScopes(ConnectMode mode) {
    return mode == ConnectMode.CONNECT ? CONNECT_SCOPES : LINK_SCOPES;
  }

  /** Whether Slack will let the user pick a channel and grant a webhook into it. */
  static boolean grantsWebhook(Optional<List<String>> scope) {
    return scope.isPresent()
        && scope.get().stream()
            .flatMap(one -> Arrays.stream(one.split("[,\\s]+")))
            .anyMatch(WEBHOOK_SCOPE::equals);
  }
}
