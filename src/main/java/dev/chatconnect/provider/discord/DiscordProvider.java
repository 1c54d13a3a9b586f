package dev.chatconnect.provider.discord;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.discord.DiscordGrants.Granted;
import io.smallrye.mutiny.Uni;

/**
 * Discord, by <a href="https://discord.com/developers/docs/topics/oauth2">OAuth2</a>. To connect is
 * to add the app's bot to a server (guild), or with the scope {@code webhook.incoming} to grant a
 * webhook into one of its channels.
 */
@Singleton
public class DiscordProvider implements ChatProvider {

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "discord",
          "Discord",
          Set.of(ConnectMode.CONNECT, ConnectMode.LINK_USER),
          List.of(DiscordGrants.USER_ENDPOINT, "webhook"),
          List.of("clientId", "secretKey"),
          URI.create("https://discord.com/developers/applications"));

  private static final String EXCHANGE = "Discord OAuth token exchange failed";

  private final DiscordAuthorization authorization;
  private final ProviderCalls<DiscordApi> discord;
  private final DiscordGrants grants;
  private final TokenOperations tokens;

  DiscordProvider(DiscordSettings settings, ProviderClients clients, Clock clock) {
    authorization = new DiscordAuthorization(settings.baseUrl());
    discord =
        clients.open(
            DESCRIPTOR.id(), DESCRIPTOR.displayName(), DiscordApi.class, settings.baseUrl());
    grants = new DiscordGrants(settings.baseUrl(), clock);
    tokens = new DiscordTokens(discord, grants);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean grantsWebhook(Optional<List<String>> scope) {
    return DiscordAuthorization.grantsWebhook(scope);
  }

  @Override
  public Optional<List<String>> usualScopes(Credentials credentials, ConnectMode mode) {
    return Optional.of(DiscordAuthorization.usualScopes(mode));
  }

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    return authorization.url(request);
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    return Uni.createFrom()
        .deferred(
            () ->
                response.mode() == ConnectMode.LINK_USER
                    ? exchange(response, answer -> grants.granted(answer, EXCHANGE))
                        .chain(this::identified)
                    : exchange(response, answer -> grants.installed(answer, EXCHANGE))
                        .chain(this::installed));
  }

  @Override
  public Optional<TokenOperations> tokens() {
    return Optional.of(tokens);
  }

  private Uni<Granted> exchange(
      AuthorizationResponse response, Function<ProviderAnswer, Granted> reader) {
    var app = new DiscordCredentials(response.credentials()).app();
    var code = response.requireCode();
    return discord.call(
        "exchange",
        api ->
            api.exchange(
                "authorization_code",
                code,
                app.id(),
                app.secret(),
                response.redirectUri().toString()),
        reader);
  }

  private Uni<ProviderResult> installed(Granted granted) {
    var webhook = DiscordGrants.webhook(granted);
    if (webhook.isPresent()) {
      return Uni.createFrom().item(webhook.get());
    }
    if (!granted.scopes().contains(DiscordGrants.IDENTIFY)) {
      return Uni.createFrom().item(DiscordGrants.connected(granted, Optional.empty()));
    }
    return user(granted).map(user -> DiscordGrants.connected(granted, Optional.of(user)));
  }

  private Uni<ProviderResult> identified(Granted granted) {
    return user(granted)
        .chain(user -> guilds(granted).map(guilds -> new UserIdentified(user, guilds)));
  }

  private Uni<PlatformUser> user(Granted granted) {
    return discord.call("me", api -> api.me(granted.bearer()), DiscordGrants::user);
  }

  /** Servers of the user; none where the user was not asked to show them. */
  private Uni<List<String>> guilds(Granted granted) {
    return granted.scopes().contains(DiscordGrants.GUILDS)
        ? discord.call("guilds", api -> api.guilds(granted.bearer()), DiscordGrants::guilds)
        : Uni.createFrom().item(List.of());
  }
}
