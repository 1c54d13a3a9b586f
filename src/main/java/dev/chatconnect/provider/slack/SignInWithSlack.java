package dev.chatconnect.provider.slack;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.AuthorizationUrl;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.IdClaims;
import dev.chatconnect.provider.IdTokens;
import dev.chatconnect.provider.IssuerRule;
import dev.chatconnect.provider.OAuthApp;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.SigningKeys;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/**
 * Links a user by <a href="https://docs.slack.dev/authentication/sign-in-with-slack">Sign in with
 * Slack</a>, which is OpenID Connect: who it is stands in a signed id_token.
 */
final class SignInWithSlack {

  private static final List<String> SCOPES = List.of("openid", "profile", "email");
  private static final String CLAIMS = "https://slack.com/";

  private final ProviderCalls<SlackApi> slack;
  private final URI baseUrl;
  private final String issuer;
  private final IdTokens idTokens;

  /**
   * @param baseUrl of Slack, which is the issuer as well
   */
  SignInWithSlack(ProviderCalls<SlackApi> slack, URI baseUrl, Clock clock) {
    this.slack = slack;
    this.baseUrl = baseUrl;
    issuer = baseUrl.toString().replaceAll("/+$", "");
    idTokens =
        new IdTokens(
            "Slack",
            IssuerRule.oneOf(issuer),
            SigningKeys.of(slack, SlackApi::signingKeys, clock),
            clock);
  }

  /** With the legacy scope, which is dropped. */
  static List<String> usualScopes() {
    return Stream.concat(
            SCOPES.stream(), SlackAuthorization.usualScopes(ConnectMode.LINK_USER).stream())
        .toList();
  }

  /** The sign-in page, which offers the connected workspace where that is known. */
  String url(AuthorizationRequest request, String clientId) {
    var url =
        AuthorizationUrl.of(baseUrl, "/openid/connect/authorize")
            .with("response_type", "code")
            .with("state", request.state())
            .with("client_id", clientId)
            .with("redirect_uri", request.redirectUri().toString())
            .with("scope", String.join(" ", scopes(request.userScope())))
            .with("nonce", request.nonce())
            // An organisation is no workspace that one could sign in to.
            .with("team", request.workspaceId().filter(id -> id.startsWith("T")));
    return SlackAuthorization.withChallenge(url, request).build();
  }

  /**
   * What to ask for: Slack lets these scopes be mixed with no others, and clients written for the
   * legacy sign-in always send {@code identity.basic}.
   */
  private static List<String> scopes(Optional<List<String>> asked) {
    var known = asked.orElse(List.of()).stream().filter(SCOPES::contains).toList();
    return known.isEmpty()
        ? SCOPES
        : Stream.concat(Stream.of("openid"), known.stream()).distinct().toList();
  }

  /**
   * Exchanges the code and says whose it is.
   *
   * @return the user, or a {@link ProviderException}
   */
  Uni<ProviderResult> identify(AuthorizationResponse response, OAuthApp app, String code) {
    response.requireIssuer(issuer);
    return slack
        .call(
            "sign_in",
            api ->
                api.signIn(
                    "authorization_code",
                    response.redirectUri().toString(),
                    code,
                    app.id(),
                    app.secret(),
                    response.codeVerifier().orElse(null)),
            SignInWithSlack::idToken)
        .chain(token -> idTokens.validate(token, app.id(), response.nonce()))
        .map(this::identified);
  }

  private static String idToken(ProviderAnswer answer) {
    var sent = answer.json(Answer.class);
    if (!sent.ok().orElseThrow(() -> answer.senseless("missing_ok"))) {
      throw SlackErrors.failure(sent.error().orElse("unknown_error"));
    }
    if (answer.status() >= 400) {
      throw answer.senseless("http_" + answer.status());
    }
    return sent.idToken()
        .filter(token -> !token.isBlank())
        .orElseThrow(() -> answer.senseless("missing_id_token"));
  }

  private ProviderResult identified(IdClaims claims) {
    var user =
        claim(claims, "user_id")
            .orElseThrow(
                () ->
                    new ProviderException(
                        Kind.REFUSED,
                        "missing_user_id",
                        "Slack did not return a user ID in the OAuth response"));
    var workspaceIds =
        Stream.of("team_id", "enterprise_id")
            .flatMap(name -> claim(claims, name).stream())
            .toList();
    return new UserIdentified(
        new PlatformUser(SlackGrants.USER_ENDPOINT, Map.of("userId", user)), workspaceIds);
  }

  /** Slack's own claims start with its address; GovSlack does not document which one it uses. */
  private Optional<String> claim(IdClaims claims, String name) {
    return claims
        .text(CLAIMS + name)
        .or(() -> claims.text(issuer + "/" + name))
        .filter(value -> !value.isBlank());
  }

  /**
   * Answer of <a
   * href="https://docs.slack.dev/reference/methods/openid.connect.token">openid.connect.token</a>;
   * its access token is not read.
   */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(
      Optional<Boolean> ok,
      Optional<String> error,
      @JsonProperty("id_token") Optional<String> idToken) {

    /** Without the token: this text may end in a log. */
    @Override
    public String toString() {
      return "Answer[ok=" + ok + "]";
    }
  }
}
