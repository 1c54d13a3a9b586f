package dev.chatconnect.provider.zoom;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.OAuthRefusals;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenSet;
import io.smallrye.mutiny.Uni;

/**
 * What can be done with Zoom's tokens, which live an hour; a refresh token is good for one use, <a
 * href="https://developers.zoom.us/docs/integrations/oauth/">OAuth 2.0</a>.
 */
final class ZoomTokens implements TokenOperations {

  private final ProviderCalls<ZoomTokenApi> tokens;
  private final ProviderCalls<ZoomUserApi> users;
  private final ZoomGrants grants;

  ZoomTokens(
      ProviderCalls<ZoomTokenApi> tokens, ProviderCalls<ZoomUserApi> users, ZoomGrants grants) {
    this.tokens = tokens;
    this.users = users;
    this.grants = grants;
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
              var app = new ZoomCredentials(credentials).basic();
              var refreshToken = current.requireRefreshToken("Zoom");
              return tokens.call(
                  "refresh",
                  api -> api.refresh(app, "refresh_token", refreshToken),
                  answer ->
                      grants.granted(answer, "Zoom token refresh failed").tokens().orKeep(current));
            });
  }

  @Override
  public Uni<Void> verify(Credentials credentials, TokenSet current) {
    return users
        .call("me", api -> api.me("Bearer " + current.accessToken()), ZoomGrants::user)
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> revoke(Credentials credentials, TokenSet current) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var app = new ZoomCredentials(credentials).basic();
              return tokens.call(
                  "revoke",
                  api -> api.revoke(app, current.accessToken()),
                  answer -> {
                    if (answer.status() >= 400) {
                      throw OAuthRefusals.of(answer, "Zoom token revocation failed");
                    }
                    return true;
                  });
            });
  }
}
