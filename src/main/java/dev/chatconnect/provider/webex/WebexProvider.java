package dev.chatconnect.provider.webex;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.TokenOperations;
import io.smallrye.mutiny.Uni;

/**
 * Webex, by <a href="https://developer.webex.com/docs/integrations">OAuth</a>. The integration acts
 * as the person who allowed it; that person's organisation is the workspace.
 */
@Singleton
public class WebexProvider implements ChatProvider {

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "webex-messaging",
          "Webex Messaging",
          Set.of(ConnectMode.CONNECT, ConnectMode.LINK_USER),
          List.of(Person.ENDPOINT),
          List.of("clientId", "secretKey"),
          URI.create("https://developer.webex.com/my-apps"));

  private final URI baseUrl;
  private final WebexAuthorization authorization;
  private final ProviderCalls<WebexApi> webex;
  private final WebexGrants grants;
  private final TokenOperations tokens;

  WebexProvider(WebexSettings settings, ProviderClients clients, Clock clock) {
    baseUrl = settings.baseUrl();
    authorization = new WebexAuthorization(baseUrl);
    webex = clients.open(DESCRIPTOR.id(), "Webex", WebexApi.class, baseUrl);
    grants = new WebexGrants(clock);
    tokens = new WebexTokens(webex, grants, baseUrl);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public boolean requiresConnectionToLink() {
    return true;
  }

  @Override
  public Optional<List<String>> usualScopes(Credentials credentials, ConnectMode mode) {
    return Optional.of(WebexAuthorization.usualScopes(mode));
  }

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    return authorization.url(request);
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    return Uni.createFrom().deferred(() -> exchange(response));
  }

  @Override
  public Optional<TokenOperations> tokens() {
    return Optional.of(tokens);
  }

  private Uni<ProviderResult> exchange(AuthorizationResponse response) {
    var credentials = new WebexCredentials(response.credentials());
    var app = credentials.app();
    // Before the exchange: a code must not be spent on a token that has nowhere to go.
    var base = credentials.baseUrl(baseUrl);
    var code = response.requireCode();
    return webex
        .call(
            "exchange",
            api ->
                api.exchange(
                    "authorization_code",
                    code,
                    app.id(),
                    app.secret(),
                    response.redirectUri().toString()),
            answer -> grants.tokens(answer, "Webex OAuth token exchange failed"))
        .chain(
            granted ->
                webex
                    .call(
                        "me",
                        api -> api.me(base, "Bearer " + granted.tokens().accessToken()),
                        WebexGrants::person)
                    .map(person -> WebexGrants.result(response.mode(), granted, person)));
  }
}
