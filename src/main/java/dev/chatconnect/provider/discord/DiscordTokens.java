package dev.chatconnect.provider.discord;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.OAuthRefusals;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenSet;
import io.smallrye.mutiny.Uni;

/**
 * What can be done with Discord tokens, which live 7 days, <a
 * href="https://discord.com/developers/docs/topics/oauth2">OAuth2</a>.
 */
final class DiscordTokens implements TokenOperations {

  private final ProviderCalls<DiscordApi> discord;
  private final DiscordGrants grants;

  DiscordTokens(ProviderCalls<DiscordApi> discord, DiscordGrants grants) {
    this.discord = discord;
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
              var app = new DiscordCredentials(credentials).app();
              var refreshToken = current.requireRefreshToken("Discord");
              return discord.call(
                  "refresh",
                  api -> api.refresh("refresh_token", refreshToken, app.id(), app.secret()),
                  answer ->
                      grants
                          .granted(answer, "Discord token refresh failed")
                          .tokens()
                          .orKeep(current));
            });
  }

  /** Asks for the authorization rather than for the user, which takes the scope identify. */
  @Override
  public Uni<Void> verify(Credentials credentials, TokenSet current) {
    return discord
        .call(
            "authorization",
            api -> api.authorization("Bearer " + current.accessToken()),
            answer -> {
              DiscordGrants.requireSuccess(answer, "Discord oauth2/@me request failed");
              return answer;
            })
        .replaceWithVoid();
  }

  /** Discord ends all tokens that the same user has granted to the app, in whatever server. */
  @Override
  public Reach revocationReach() {
    return Reach.INSTALLER;
  }

  @Override
  public Uni<Boolean> revoke(Credentials credentials, TokenSet current) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var app = new DiscordCredentials(credentials).app();
              return discord.call(
                  "revoke",
                  api -> api.revoke(current.accessToken(), "access_token", app.id(), app.secret()),
                  DiscordTokens::revoked);
            });
  }

  private static boolean revoked(ProviderAnswer answer) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.of(answer, "Discord token revocation failed");
    }
    return true;
  }
}
