package dev.chatconnect.provider.slack;

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
import dev.chatconnect.provider.Form;
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.TokenOperations;
import io.smallrye.mutiny.Uni;

/**
 * Slack, by <a href="https://docs.slack.dev/authentication/installing-with-oauth">OAuth v2</a>.
 * Users are linked by the legacy scope {@code identity.basic}, or by Sign in with Slack where the
 * integration's credentials say {@code openIdConnect}. PKCE is used where they say {@code usePkce}.
 */
@Singleton
public class SlackProvider implements ChatProvider {

  private static final String NAME = "Slack";
  private static final String GOV_HOST = "slack-gov.com";

  private final ProviderDescriptor descriptor;
  private final SlackAuthorization authorization;
  private final ProviderCalls<SlackApi> slack;
  private final SlackGrants grants;
  private final SignInWithSlack signIn;
  private final TokenOperations tokens;
  private final ProviderEvents events;

  SlackProvider(SlackSettings settings, ProviderClients clients, Clock clock) {
    descriptor = describe(GOV_HOST.equals(settings.baseUrl().getHost()) ? GOV_HOST : "slack.com");
    authorization = new SlackAuthorization(settings.baseUrl());
    slack = clients.open(descriptor.id(), NAME, SlackApi.class, settings.baseUrl());
    grants = new SlackGrants(settings.baseUrl(), clock);
    signIn = new SignInWithSlack(slack, settings.baseUrl(), clock);
    tokens = new SlackTokens(slack, grants);
    events = new SlackEvents(clock);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Proofs proofs(Credentials credentials, ConnectMode mode) {
    return new Proofs(SlackCredentials.usePkce(credentials), signsIn(credentials, mode));
  }

  @Override
  public Optional<List<String>> usualScopes(Credentials credentials, ConnectMode mode) {
    return Optional.of(
        signsIn(credentials, mode)
            ? SignInWithSlack.usualScopes()
            : SlackAuthorization.usualScopes(mode));
  }

  @Override
  public boolean grantsWebhook(Optional<List<String>> scope) {
    return SlackAuthorization.grantsWebhook(scope);
  }

  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    return signsIn(request.credentials(), request.mode())
        ? signIn.url(request, new SlackCredentials(request.credentials()).clientId())
        : authorization.url(request);
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
    var app = new SlackCredentials(response.credentials()).app();
    var code = response.requireCode();
    // The journey's nonce tells which page it began at, should the switch have been turned since.
    if (response.mode() == ConnectMode.LINK_USER && response.nonce().isPresent()) {
      return signIn.identify(response, app, code);
    }
    return slack.post(
        "exchange",
        SlackApi.ACCESS,
        new Form()
            .with("redirect_uri", response.redirectUri().toString())
            .with("code", code)
            .with("client_id", app.id())
            .with("client_secret", app.secret())
            .with("code_verifier", response.codeVerifier()),
        answer -> grants.read(answer, response.mode()));
  }

  /** GovSlack has its own apps. */
  private static ProviderDescriptor describe(String host) {
    return new ProviderDescriptor(
        "slack",
        NAME,
        Set.of(ConnectMode.CONNECT, ConnectMode.LINK_USER),
        List.of(SlackGrants.USER_ENDPOINT, "webhook"),
        List.of("clientId", "secretKey"),
        URI.create("https://api." + host + "/apps"));
  }

  private static boolean signsIn(Credentials credentials, ConnectMode mode) {
    return mode == ConnectMode.LINK_USER && SlackCredentials.useOpenIdConnect(credentials);
  }
}
