package dev.chatconnect.provider.discord;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.OAuthRefusals;
import dev.chatconnect.provider.OAuthTokens;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult.WebhookGranted;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.provider.WebhookUrls;
import dev.chatconnect.provider.Workspace;

/** Reads what Discord granted out of its answers. */
final class DiscordGrants {

  static final String USER_ENDPOINT = "discord_user";
  static final String IDENTIFY = "identify";
  static final String GUILDS = "guilds";

  private final URI baseUrl;
  private final Clock clock;

  DiscordGrants(URI baseUrl, Clock clock) {
    this.baseUrl = baseUrl;
    this.clock = clock;
  }

  /** Tokens, the scopes that they stand for, and what came with them. */
  record Granted(TokenSet tokens, List<String> scopes, Installation installation) {

    String bearer() {
      return "Bearer " + tokens.accessToken();
    }
  }

  /**
   * Reads an answer of the token endpoint.
   *
   * @param what what fails if it fails, for people
   * @throws ProviderException when Discord refused
   */
  Granted granted(ProviderAnswer answer, String what) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.of(answer, what);
    }
    var sent = answer.json(OAuthTokens.class);
    var tokens =
        sent.issuedAt(clock.instant()).orElseThrow(() -> answer.senseless("missing_token"));
    return new Granted(tokens, sent.scopes(), answer.json(Installation.class));
  }

  /**
   * Reads an answer to a code exchange that was to connect a server: the server must be in it,
   * since what the callback says of it is only a hint.
   *
   * @throws ProviderException when Discord refused, or granted neither webhook nor server
   */
  Granted installed(ProviderAnswer answer, String what) {
    var granted = granted(answer, what);
    var webhook = granted.installation().webhook();
    if (webhook.isPresent() && webhook.get().url().filter(this::isTrusted).isEmpty()) {
      throw answer.senseless("webhook_url");
    }
    if (webhook.isEmpty() && granted.installation().guild().flatMap(Named::id).isEmpty()) {
      throw answer.senseless("missing_guild");
    }
    return granted;
  }

  private boolean isTrusted(String webhookUrl) {
    return WebhookUrls.isTrusted(webhookUrl, baseUrl);
  }

  /** The webhook of an installation, where there is one. */
  static Optional<WebhookGranted> webhook(Granted granted) {
    return granted
        .installation()
        .webhook()
        .flatMap(webhook -> webhook.url().map(url -> new WebhookGranted(url, webhook.channelId())));
  }

  /** The connection of an installation without webhook. */
  static WorkspaceConnected connected(Granted granted, Optional<PlatformUser> installer) {
    var guild = granted.installation().guild().orElseThrow();
    var grant =
        new Grant(
            granted.scopes(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            installer.map(user -> user.endpoint().get("userId")),
            false);
    return new WorkspaceConnected(
        new Workspace(guild.id().orElseThrow(), guild.name(), Optional.empty()),
        granted.tokens(),
        grant,
        installer);
  }

  /**
   * Reads whose token it is.
   *
   * @throws ProviderException when Discord does not say
   */
  static PlatformUser user(ProviderAnswer answer) {
    requireSuccess(answer, "Discord users/@me request failed");
    return answer
        .json(Named.class)
        .id()
        .map(id -> new PlatformUser(USER_ENDPOINT, Map.of("userId", id)))
        .orElseThrow(() -> answer.senseless("missing_user"));
  }

  /**
   * Reads the ids of a user's servers.
   *
   * @throws ProviderException when Discord does not say
   */
  static List<String> guilds(ProviderAnswer answer) {
    requireSuccess(answer, "Discord users/@me/guilds request failed");
    return Arrays.stream(answer.json(Named[].class)).flatMap(guild -> guild.id().stream()).toList();
  }

  /**
   * @throws ProviderException {@link Kind#REFUSED} when Discord does not accept the token
   */
  static void requireSuccess(ProviderAnswer answer, String what) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.ofStatus(answer, what);
    }
  }
}
