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
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.TokenOperations;
import io.smallrye.mutiny.Uni;

/**
 * Slack, by <a href="https://docs.slack.dev/authentication/installing-with-oauth">OAuth v2</a>.
 * Users are linked by the scope {@code identity.basic}. PKCE is used where the integration's
 * credentials say {@code usePkce}.
 */
@Singleton
public class SlackProvider implements ChatProvider {

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "slack",
          "Slack",
          Set.of(ConnectMode.CONNECT, ConnectMode.LINK_USER),
          List.of(SlackGrants.USER_ENDPOINT, "webhook"),
          List.of("clientId", "secretKey"),
          "Your Slack workspace is connected and ready to use.",
          URI.create("https://api.slack.com/apps"));

  private final SlackAuthorization authorization;
  private final ProviderCalls<SlackApi> slack;
  private final SlackGrants grants;
  private final TokenOperations tokens;
  private final ProviderEvents events;

  SlackProvider(SlackSettings settings, ProviderClients clients, Clock clock) {
    authorization = new SlackAuthorization(settings.baseUrl());
    slack = clients.open(DESCRIPTOR.displayName(), SlackApi.class, settings.baseUrl());
    grants = new SlackGrants(settings.baseUrl(), clock);
    tokens = new SlackTokens(slack, grants);
    events = new SlackEvents(clock);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Proofs proofs(Credentials credentials, ConnectMode mode) {
    return SlackCredentials.usePkce(credentials) ? new Proofs(true, false) : Proofs.NONE;
  }

  @Override
  public boolean grantsWebhook(Optional<List<String>> scope) {
    return SlackAuthorization.grantsWebhook(scope);
  }

  @Override
  public URI authorizationUrl(AuthorizationRequest request) {
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

  @Override
  public Optional<ProviderEvents> events() {
    return Optional.of(events);
  }

  private Uni<ProviderResult> exchange(AuthorizationResponse response) {
    var app = new SlackCredentials(response.credentials()).app();
    var code =
        response
            .parameter("code")
            .orElseThrow(
                () ->
                    new ProviderException(
                        Kind.REFUSED, "missing_code", "Missing required parameter: code"));
    return slack.call(
        api ->
            api.exchange(
                response.redirectUri().toString(),
                code,
                app.id(),
                app.secret(),
                response.codeVerifier().orElse(null)),
        answer -> grants.read(answer, response.mode()));
  }
}
