package dev.chatconnect.provider.slack;

import java.util.Optional;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Form;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenSet;
import io.smallrye.mutiny.Uni;

/**
 * What can be done with Slack's bot tokens. They end only where the app has turned on <a
 * href="https://docs.slack.dev/authentication/using-token-rotation">token rotation</a>, and come
 * with a refresh token then.
 */
final class SlackTokens implements TokenOperations {

  private final ProviderCalls<SlackApi> slack;
  private final SlackGrants grants;

  SlackTokens(ProviderCalls<SlackApi> slack, SlackGrants grants) {
    this.slack = slack;
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
              var app = new SlackCredentials(credentials).app();
              var refreshToken = current.requireRefreshToken("Slack");
              return slack.post(
                  "refresh",
                  SlackApi.ACCESS,
                  new Form()
                      .with("grant_type", "refresh_token")
                      .with("refresh_token", refreshToken)
                      .with("client_id", app.id())
                      .with("client_secret", app.secret()),
                  answer -> grants.renewed(answer).orKeep(current));
            });
  }

  @Override
  public Uni<Void> verify(Credentials credentials, TokenSet current) {
    return slack
        .call("test", api -> api.test("Bearer " + current.accessToken()), SlackTokens::accepted)
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> revoke(Credentials credentials, TokenSet current) {
    return slack.call(
        "revoke",
        api -> api.revoke("Bearer " + current.accessToken()),
        answer -> accepted(answer).revoked().orElse(false));
  }

  @Override
  public Optional<Rotation> rotation() {
    return Optional.of(this::rotate);
  }

  private Uni<TokenSet> rotate(Credentials credentials, TokenSet current) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var app = new SlackCredentials(credentials).app();
              return slack.call(
                  "rotate",
                  api -> api.rotate(current.accessToken(), app.id(), app.secret()),
                  answer -> {
                    var rotated = grants.renewed(answer);
                    if (rotated.refreshToken().isEmpty() || rotated.expiresAt().isEmpty()) {
                      throw answer.senseless("missing_refresh_token");
                    }
                    return rotated;
                  });
            });
  }

  private static SlackReply accepted(ProviderAnswer answer) {
    var reply = answer.json(SlackReply.class);
    if (!reply.ok().orElseThrow(() -> answer.senseless("missing_ok"))) {
      throw SlackErrors.failure(reply.error().orElse("unknown_error"));
    }
    if (answer.status() >= 400) {
      throw answer.senseless("http_" + answer.status());
    }
    return reply;
  }
}
