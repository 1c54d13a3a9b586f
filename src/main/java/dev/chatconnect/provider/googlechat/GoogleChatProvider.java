package dev.chatconnect.provider.googlechat;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.AuthorizationUrl;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.IdTokens;
import dev.chatconnect.provider.OAuthRefusals;
import dev.chatconnect.provider.Proofs;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.SigningKeys;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/**
 * Google Chat. An app writes to spaces that it is a member of and needs no OAuth for that, so users
 * are linked and nothing is connected; by <a
 * href="https://developers.google.com/identity/openid-connect/openid-connect">OpenID Connect</a>.
 */
@Singleton
public class GoogleChatProvider implements ChatProvider {

  private static final ProviderDescriptor DESCRIPTOR =
      new ProviderDescriptor(
          "google-chat",
          "Google Chat",
          Set.of(ConnectMode.LINK_USER),
          List.of(GoogleUser.ENDPOINT),
          List.of("clientId", "secretKey"),
          URI.create("https://console.cloud.google.com/auth/clients"));

  private static final List<String> SCOPES = List.of("openid");

  private final URI accountsUrl;
  private final String issuer;
  private final ProviderCalls<GoogleTokenApi> google;
  private final IdTokens idTokens;

  GoogleChatProvider(GoogleChatSettings settings, ProviderClients clients, Clock clock) {
    var name = DESCRIPTOR.displayName();
    var keys = clients.open(DESCRIPTOR.id(), name, GoogleKeysApi.class, settings.keysUrl());
    accountsUrl = settings.accountsUrl();
    issuer = accountsUrl.toString().replaceAll("/+$", "");
    google = clients.open(DESCRIPTOR.id(), name, GoogleTokenApi.class, settings.oauthUrl());
    idTokens =
        new IdTokens(
            name,
            GoogleUser.issuers(issuer),
            SigningKeys.of(keys, GoogleKeysApi::keys, clock),
            clock);
  }

  @Override
  public ProviderDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Proofs proofs(Credentials credentials, ConnectMode mode) {
    return new Proofs(true, true);
  }

  @Override
  public Optional<List<String>> usualScopes(Credentials credentials, ConnectMode mode) {
    return Optional.of(SCOPES);
  }

  /**
   * {@inheritDoc}
   *
   * <p>People with several accounts choose one, instead of being linked by whichever is in use.
   */
  @Override
  public String authorizationUrl(AuthorizationRequest request) {
    var scopes = request.userScope().filter(asked -> asked.contains("openid")).orElse(SCOPES);
    return AuthorizationUrl.of(accountsUrl, "/o/oauth2/v2/auth")
        .with("client_id", GoogleChatCredentials.app(request.credentials()).id())
        .with("response_type", "code")
        .with("redirect_uri", request.redirectUri().toString())
        .with("scope", String.join(" ", scopes))
        .with("state", request.state())
        .with("nonce", request.nonce())
        .with("code_challenge", request.codeChallenge())
        .with("code_challenge_method", request.codeChallenge().map(challenge -> "S256"))
        .with("prompt", "select_account")
        .build();
  }

  @Override
  public Uni<ProviderResult> complete(AuthorizationResponse response) {
    return Uni.createFrom().deferred(() -> identify(response));
  }

  private Uni<ProviderResult> identify(AuthorizationResponse response) {
    var app = GoogleChatCredentials.app(response.credentials());
    response.requireIssuer(issuer);
    var code = response.requireCode();
    return google
        .call(
            "exchange",
            api ->
                api.exchange(
                    "authorization_code",
                    code,
                    app.id(),
                    app.secret(),
                    response.redirectUri().toString(),
                    response.codeVerifier().orElse(null)),
            GoogleChatProvider::idToken)
        .chain(token -> idTokens.validate(token, app.id(), response.nonce()))
        .map(GoogleUser::of);
  }

  private static String idToken(ProviderAnswer answer) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.of(answer, "Google OAuth token exchange failed");
    }
    return answer
        .json(Answer.class)
        .idToken()
        .filter(token -> !token.isBlank())
        .orElseThrow(() -> answer.senseless("missing_id_token"));
  }

  /** Answer of the token endpoint; its access token is not read. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(@JsonProperty("id_token") Optional<String> idToken) {

    /** Without the token: this text may end in a log. */
    @Override
    public String toString() {
      return "Answer[]";
    }
  }
}
