package dev.chatconnect.provider.zoom;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.AuthorizationUrl;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.TokenOperations;
import io.smallrye.mutiny.Uni;

/**
 * Zoom Team Chat, by <a href="https://developers.zoom.us/docs/integrations/oauth/">OAuth 2.0</a>
 * with PKCE. The app acts as the user who allowed it; that user's account is the workspace. What
 * the app may do is set where it is registered, so scopes are sent only where a caller names some.
 */
@Singleton
public class ZoomProvider implements ChatProvider {

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "zoom",
          "Zoom",
          Set.of(ConnectMode.CONNECT, ConnectMode.LINK_USER),
          List.of(ZoomUser.ENDPOINT),
          List.of("clientId", "secretKey"),
          URI.create("https://marketplace.zoom.us/user/build"));

  private static final Proofs PKCE = new Proofs(true, false);

  private final URI baseUrl;
  private final ProviderCalls<ZoomTokenApi> zoom;
  private final ProviderCalls<ZoomUserApi> users;
  private final ZoomGrants grants;
  private final TokenOperations tokens;
  private final ProviderEvents events;

  ZoomProvider(ZoomSettings settings, ProviderClients clients, Clock clock) {
    baseUrl = settings.baseUrl();
    zoom = clients.open(DESCRIPTOR.id(), DESCRIPTOR.displayName(), ZoomTokenApi.class, baseUrl);
    users =
        clients.open(
            DESCRIPTOR.id(), DESCRIPTOR.displayName(), ZoomUserApi.class, settings.apiUrl());
    grants = new ZoomGrants(clock);
    tokens = new ZoomTokens(zoom, users, grants);
    events = new ZoomEvents(clock);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Proofs proofs(Credentials credentials, ConnectMode mode) {
    return PKCE;
  }

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    var scopes =
        switch (request.mode()) {
          case CONNECT -> request.scope();
          case LINK_USER -> request.userScope();
        };
    return AuthorizationUrl.of(baseUrl, "/oauth/authorize")
        .with("state", request.state())
        .with("client_id", new ZoomCredentials(request.credentials()).clientId())
        .with("response_type", "code")
        .with("redirect_uri", request.redirectUri().toString())
        .with("scope", scopes.map(all -> String.join(" ", all)))
        .with("code_challenge", request.codeChallenge())
        .with("code_challenge_method", request.codeChallenge().map(challenge -> "S256"))
        .build();
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    return Uni.createFrom().deferred(() -> exchange(response));
  }

  @Override
  public Optional<TokenOperations> tokens() {
    return Optional.of(tokens);
  }

  @Override
  public Optional<ProviderEvents> events() {
    return Optional.of(events);
  }

  private Uni<ProviderResult> exchange(AuthorizationResponse response) {
    var app = new ZoomCredentials(response.credentials()).basic();
    var code = response.requireCode();
    return zoom.call(
            "exchange",
            api ->
                api.exchange(
                    app,
                    "authorization_code",
                    code,
                    response.redirectUri().toString(),
                    response.codeVerifier().orElse(null)),
            answer -> grants.granted(answer, "Zoom OAuth token exchange failed"))
        .chain(
            granted ->
                users.call(
                    "me",
                    api -> api.me(granted.bearer()),
                    answer -> ZoomGrants.result(answer, response.mode(), granted)));
  }
}
