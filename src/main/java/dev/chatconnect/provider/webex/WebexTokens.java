package dev.chatconnect.provider.webex;

import java.net.URI;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenSet;
import io.smallrye.mutiny.Uni;

/**
 * What can be done with Webex tokens: an access token lives 14 days and is renewed with a refresh
 * token that lives 90 days from its last use, <a
 * href="https://developer.webex.com/docs/integrations">Integrations</a>. Webex has no call to take
 * a grant back.
 */
final class WebexTokens implements TokenOperations {

  private final ProviderCalls<WebexApi> webex;
  private final WebexGrants grants;
  private final URI baseUrl;

  WebexTokens(ProviderCalls<WebexApi> webex, WebexGrants grants, URI baseUrl) {
    this.webex = webex;
    this.grants = grants;
    this.baseUrl = baseUrl;
  }

  @Override
  public Renewal renewal() {
    return Renewal.REFRESH;
  }

  @Override
  public Uni<TokenSet> renew(Credentials credentials, String workspaceId, TokenSet current) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var app = new WebexCredentials(credentials).app();
              var refreshToken = current.requireRefreshToken("Webex");
              return webex.call(
                  "refresh",
                  api -> api.refresh("refresh_token", refreshToken, app.id(), app.secret()),
                  answer ->
                      grants.tokens(answer, "Webex token refresh failed").tokens().orKeep(current));
            });
  }

  @Override
  public Uni<Void> verify(Credentials credentials, TokenSet current) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var base = new WebexCredentials(credentials).baseUrl(baseUrl);
              return webex
                  .call(
                      "me",
                      api -> api.me(base, "Bearer " + current.accessToken()),
                      WebexGrants::person)
                  .replaceWithVoid();
            });
  }

  /** There is no call that could end anything. */
  @Override
  public Reach revocationReach() {
    return Reach.OWN;
  }

  @Override
  public Uni<Boolean> revoke(Credentials credentials, TokenSet current) {
    return Uni.createFrom().item(false);
  }
}
