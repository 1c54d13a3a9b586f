package dev.chatconnect.provider.discord;

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
 * href="https://discord.com/developers/docs/topics/oauth2">OAuth2</a>. The scope {@code bot} alone
 * would have no callback; {@code identify} makes it a code grant and tells who installed.
 */
final class DiscordAuthorization {

  private static final String BOT = "bot";
  private static final String WEBHOOK = "webhook.incoming";
  private static final String SEND_MESSAGES = "2048";
  private static final List<String> CONNECT_SCOPES = List.of(BOT, DiscordGrants.IDENTIFY);

  /** With the servers of the user, to tell whether they belong to the one that is connected. */
  private static final List<String> LINK_SCOPES =
      List.of(DiscordGrants.IDENTIFY, DiscordGrants.GUILDS);

  private final URI baseUrl;

  DiscordAuthorization(URI baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * @throws ProviderException when a credential is missing or malformed
   */
  String url(AuthorizationRequest request) {
    var credentials = new DiscordCredentials(request.credentials());
    var scopes =
        switch (request.mode()) {
          case CONNECT -> request.scope().orElse(CONNECT_SCOPES);
          case LINK_USER -> request.userScope().orElse(LINK_SCOPES);
        };
    var url =
        AuthorizationUrl.of(baseUrl, "/oauth2/authorize")
            .with("state", request.state())
            .with("client_id", credentials.clientId())
            .with("response_type", "code")
            .with("redirect_uri", request.redirectUri().toString())
            .with("scope", String.join(" ", scopes));
    if (request.mode() == ConnectMode.CONNECT && asksFor(scopes, BOT)) {
      url.with("permissions", credentials.permissions().orElse(SEND_MESSAGES));
      credentials
          .guildId()
          .ifPresent(guild -> url.with("guild_id", guild).with("disable_guild_select", "true"));
    }
    return url.build();
  }

  /** Whether Discord will let the user pick a channel and grant a webhook into it. */
  static boolean grantsWebhook(Optional<List<String>> scope) {
    return asksFor(scope.orElse(List.of()), WEBHOOK);
  }

  private static boolean asksFor(List<String> scopes, String wanted) {
    return scopes.stream()
        .flatMap(one -> Arrays.stream(one.split("\\s+")))
        .anyMatch(wanted::equals);
  }

  static List<String> usualScopes(ConnectMode mode) {
    return mode == ConnectMode.CONNECT ? CONNECT_SCOPES : LINK_SCOPES;
  }
}
