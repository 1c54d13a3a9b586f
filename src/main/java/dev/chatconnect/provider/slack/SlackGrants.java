package dev.chatconnect.provider.slack;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WebhookGranted;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.provider.WebhookUrls;
import dev.chatconnect.provider.Workspace;
import dev.chatconnect.provider.slack.OAuthV2Access.IncomingWebhook;
import dev.chatconnect.provider.slack.OAuthV2Access.Named;

/** Reads what Slack granted out of the answer to a code exchange. */
final class SlackGrants {

  static final String USER_ENDPOINT = "slack_user";

  private final URI baseUrl;
  private final Clock clock;

  SlackGrants(URI baseUrl, Clock clock) {
    this.baseUrl = baseUrl;
    this.clock = clock;
  }

  /**
   * @throws ProviderException when Slack refused, or granted something else than was asked for
   */
  ProviderResult read(ProviderAnswer answer, ConnectMode mode) {
    var access = access(answer);
    if (mode == ConnectMode.LINK_USER) {
      return identified(access);
    }
    return access.incomingWebhook().isPresent()
        ? webhook(access.incomingWebhook().get(), answer)
        : connected(access, answer);
  }

  /**
   * Reads an answer to a refresh.
   *
   * @throws ProviderException when Slack refused, or renewed another kind of token
   */
  TokenSet renewed(ProviderAnswer answer) {
    return tokens(access(answer), answer);
  }

  private static OAuthV2Access access(ProviderAnswer answer) {
    var access = answer.json(OAuthV2Access.class);
    if (!access.ok().orElseThrow(() -> answer.senseless("missing_ok"))) {
      throw refusal(access);
    }
    if (answer.status() >= 400) {
      throw answer.senseless("http_" + answer.status());
    }
    return access;
  }

  /** The bot's tokens, the only ones that are kept. */
  private TokenSet tokens(OAuthV2Access access, ProviderAnswer answer) {
    var token = present(access.accessToken()).orElseThrow(() -> answer.senseless("missing_token"));
    if (!access.tokenType().orElse("bot").equals("bot")) {
      throw answer.senseless("token_type");
    }
    return new TokenSet(
        token,
        present(access.refreshToken()),
        access.expiresIn().map(seconds -> TokenSet.end(clock.instant(), seconds)),
        Optional.empty());
  }

  /** Slack's own words stay unread: they may quote the request, secrets included. */
  private static ProviderException refusal(OAuthV2Access access) {
    return SlackErrors.failure(access.error().orElse("unknown_error"));
  }

  private static ProviderResult identified(OAuthV2Access access) {
    var user =
        user(access)
            .orElseThrow(
                () ->
                    new ProviderException(
                        Kind.REFUSED,
                        "missing_user_id",
                        "Slack did not return a user ID in the OAuth response"));
    var workspaceIds =
        Stream.of(access.team(), access.enterprise())
            .flatMap(Optional::stream)
            .flatMap(named -> present(named.id()).stream())
            .toList();
    return new UserIdentified(user, workspaceIds);
  }

  private ProviderResult webhook(IncomingWebhook webhook, ProviderAnswer answer) {
    var url =
        webhook
            .url()
            .filter(given -> WebhookUrls.isTrusted(given, baseUrl))
            .orElseThrow(() -> answer.senseless("webhook_url"));
    return new WebhookGranted(url, webhook.channel());
  }

  private ProviderResult connected(OAuthV2Access access, ProviderAnswer answer) {
    var tokens = tokens(access, answer);
    var workspace = workspace(access).orElseThrow(() -> answer.senseless("missing_team"));
    return new WorkspaceConnected(
        new Workspace(
            workspace.id().orElseThrow(() -> answer.senseless("missing_team")),
            workspace.name(),
            access.botUserId()),
        tokens,
        grant(access),
        user(access));
  }

  private static Grant grant(OAuthV2Access access) {
    return new Grant(
        access.scope().map(SlackGrants::scopes).orElse(List.of()),
        access.appId(),
        access.enterprise().flatMap(Named::id),
        access.enterprise().flatMap(Named::name),
        access.authedUser().flatMap(OAuthV2Access.AuthedUser::id),
        isOrgWide(access));
  }

  private static List<String> scopes(String joined) {
    return Arrays.stream(joined.split(",")).filter(scope -> !scope.isBlank()).toList();
  }

  private static Optional<PlatformUser> user(OAuthV2Access access) {
    return access
        .authedUser()
        .flatMap(OAuthV2Access.AuthedUser::id)
        .filter(id -> !id.isBlank())
        .map(id -> new PlatformUser(USER_ENDPOINT, Map.of("userId", id)));
  }

  /** An installation for the whole organisation belongs to no team but to the enterprise. */
  private static Optional<Named> workspace(OAuthV2Access access) {
    return (isOrgWide(access) ? access.enterprise() : access.team())
        .filter(named -> present(named.id()).isPresent());
  }

  private static boolean isOrgWide(OAuthV2Access access) {
    return access.isEnterpriseInstall().orElse(false) || access.team().isEmpty();
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(value -> !value.isBlank());
  }
}
