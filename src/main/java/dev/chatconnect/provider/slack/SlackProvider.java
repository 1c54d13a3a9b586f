package dev.chatconnect.provider.slack;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

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
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import io.smallrye.mutiny.Uni;

/**
 * Slack, by <a href="https://docs.slack.dev/authentication/installing-with-oauth">OAuth v2</a>.
 * Users are linked by the scope {@code identity.basic}. PKCE is used where the integration's
 * credentials say {@code usePkce}, since Slack refuses it for apps that did not turn it on.
 */
@Singleton
public class SlackProvider implements ChatProvider {

  private static final List<String> CONNECT_SCOPES =
      List.of(
          "chat:write",
          "chat:write.public",
          "channels:read",
          "groups:read",
          "users:read",
          "users:read.email");
  private static final List<String> LINK_SCOPES = List.of("identity.basic");
  private static final String WEBHOOK_SCOPE = "incoming-webhook";

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "slack",
          "Slack",
          EnumSet.of(ConnectMode.CONNECT, ConnectMode.LINK_USER),
          List.of(SlackGrants.USER_ENDPOINT, "webhook"),
          List.of("clientId", "secretKey"),
          "Your Slack workspace is connected and ready to use.",
          URI.create("https://api.slack.com/apps"));

  private final URI baseUrl;
  private final ProviderCalls<SlackApi> slack;
  private final SlackGrants grants;

  SlackProvider(SlackSettings settings, ProviderClients clients, Clock clock) {
    baseUrl = settings.baseUrl();
    slack = clients.open(DESCRIPTOR.displayName(), SlackApi.class, baseUrl);
    grants = new SlackGrants(baseUrl, clock);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Proofs proofs(Credentials credentials, ConnectMode mode) {
    return credentials.flag("usePkce") ? new Proofs(true, false) : Proofs.NONE;
  }

  @Override
  public boolean grantsWebhook(Optional<List<String>> scope) {
    return scope.orElse(List.of()).stream()
        .flatMap(one -> Arrays.stream(one.split("[,\\s]+")))
        .anyMatch(WEBHOOK_SCOPE::equals);
  }

  @Override
  public URI authorizationUrl(AuthorizationRequest request) {
    var url =
        AuthorizationUrl.of(baseUrl, "/oauth/v2/authorize")
            .with("state", request.state())
            .with("client_id", credential(request.credentials(), "clientId", "clientId"))
            .with("redirect_uri", request.redirectUri().toString());
    switch (request.mode()) {
      case CONNECT -> url.with("scope", joined(request.scope().orElse(CONNECT_SCOPES)));
      case LINK_USER -> url.with("user_scope", joined(request.userScope().orElse(LINK_SCOPES)));
    }
    request
        .codeChallenge()
        .ifPresent(
            challenge ->
                url.with("code_challenge", challenge).with("code_challenge_method", "S256"));
    return url.build();
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    return Uni.createFrom().deferred(() -> exchange(response));
  }

  private Uni<ProviderResult> exchange(AuthorizationResponse response) {
    var credentials = response.credentials();
    var clientId = credential(credentials, "clientId", "clientId/clientSecret");
    var clientSecret = credential(credentials, "secretKey", "clientId/clientSecret");
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
                clientId,
                clientSecret,
                response.codeVerifier().orElse(null)),
        answer -> grants.read(answer, response.mode()));
  }

  /** The trailing spaces of these texts are part of the reference API. */
  private static String credential(Credentials credentials, String name, String required) {
    if (credentials.isEmpty()) {
      throw misconfigured("Slack integration missing credentials ");
    }
    return credentials
        .text(name)
        .orElseThrow(
            () ->
                misconfigured(
                    "Slack integration missing required OAuth credentials (" + required + ") "));
  }

  private static ProviderException misconfigured(String message) {
    return new ProviderException(Kind.MISCONFIGURED, "missing_credentials", message);
  }

  private static String joined(List<String> scopes) {
    return String.join(",", scopes);
  }
}
