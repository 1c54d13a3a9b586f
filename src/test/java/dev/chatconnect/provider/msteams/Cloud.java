package dev.chatconnect.provider.msteams;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.OwnHost;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.SigningPair;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

/**
 * A cloud of Microsoft's that one test has for itself, in the stand-in.
 *
 * @param root of the authority and of Graph alike, without a slash at the end
 */
record Cloud(String root) {

  static final String CLIENT_ID = "3f1c2a4e-8b7d-4c56-9a10-0123456789ab";
  static final Credentials APP =
      new Credentials(
          Map.of(
              "clientId",
              CLIENT_ID,
              "secretKey",
              "entra-client-secret",
              "tenantId",
              "0f0f0f0f-1111-4222-8333-444444444444"));
  static final URI REDIRECT = URI.create("https://api.example.com/v1/callback");

  private static final String KEYS = "/organizations/discovery/v2.0/keys";

  /** A cloud at a path of its own. */
  static Cloud own() {
    return new Cloud(OwnHost.create().root());
  }

  /** The cloud that the application under test talks to. */
  static Cloud ofTheApplication() {
    return new Cloud(standIn().toString());
  }

  static URI standIn() {
    return ConfigProvider.getConfig()
        .getValue("chat-connect.providers.msteams.authority-url", URI.class);
  }

  MsTeamsProvider provider(Clock clock) {
    return new MsTeamsProvider(
        new MsTeamsSettings() {
          @Override
          public URI authorityUrl() {
            return URI.create(root + "/");
          }

          @Override
          public URI graphUrl() {
            return URI.create(root);
          }
        },
        clients(),
        clock);
  }

  MsTeamsProvider provider() {
    return provider(Clock.systemUTC());
  }

  static ProviderClients clients() {
    return Outbound.STEADY.clients(new ObjectMapper().findAndRegisterModules());
  }

  String issuer(String tenant) {
    return root + "/" + tenant + "/v2.0";
  }

  /** The key set: these keys, each good for any tenant. */
  void publishes(SigningPair... keys) {
    publishes(Arrays.stream(keys).map(key -> key.publicJwk(issuer("{tenantid}"))).toList());
  }

  void publishes(List<Map<String, Object>> jwks) {
    host().publishes(KEYS, jwks);
  }

  /** What a GET is answered with. */
  void answers(String path, ResponseDefinitionBuilder answer) {
    host().answers(path, answer);
  }

  /** What a POST is answered with. */
  void takes(String path, ResponseDefinitionBuilder answer) {
    host().takes(path, answer);
  }

  /** A code that is good for this id_token. */
  String codeFor(String idToken) {
    return codeAnswered(
        okJson(
            "{\"token_type\":\"Bearer\",\"scope\":\"openid profile User.Read\",\"expires_in\":3599,"
                + "\"access_token\":\"user-token\",\"id_token\":\""
                + idToken
                + "\"}"));
  }

  /** A code whose exchange is answered like this. */
  String codeAnswered(ResponseDefinitionBuilder answer) {
    return host().codeAnswered("/organizations/oauth2/v2.0/token", answer);
  }

  /** Tokens of the app itself are to be had in this tenant. */
  void letsIn(String tenant) {
    takes("/" + tenant + "/oauth2/v2.0/token", okJson(TOKEN));
  }

  static final String TOKEN =
      "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"app-token\"}";

  /** The claims that Entra would make for a user. */
  JwtClaims claims(String tenant, String user, String nonce, Instant now) {
    var claims = new JwtClaims();
    claims.setIssuer(issuer(tenant));
    claims.setAudience(CLIENT_ID);
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 3600));
    claims.setSubject("AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ");
    claims.setStringClaim("ver", "2.0");
    claims.setStringClaim("tid", tenant);
    claims.setStringClaim("oid", user);
    claims.setStringClaim("nonce", nonce);
    claims.setStringClaim("preferred_username", "ann@contoso.example");
    return claims;
  }

  static AuthorizationResponse linkUser(String code, String nonce) {
    return new AuthorizationResponse(
        APP,
        ConnectMode.LINK_USER,
        REDIRECT,
        Map.of("code", code),
        Optional.of("the-verifier"),
        Optional.of(nonce));
  }

  static AuthorizationResponse connect(Map<String, String> parameters) {
    return new AuthorizationResponse(
        APP, ConnectMode.CONNECT, REDIRECT, parameters, Optional.empty(), Optional.empty());
  }

  /** What comes back from the sign-in that is to prove a claim. */
  static AuthorizationResponse proof(String tenant, String code, String nonce) {
    return new AuthorizationResponse(
        APP,
        ConnectMode.CONNECT,
        REDIRECT,
        Map.of("code", code),
        Optional.of("the-verifier"),
        Optional.of(nonce),
        Optional.of(tenant));
  }

  static AuthorizationResponse consented(String tenant) {
    return connect(Map.of("admin_consent", "True", "tenant", tenant));
  }

  String path(String below) {
    return host().path(below);
  }

  static WireMock wireMock() {
    return OwnHost.wireMock();
  }

  private OwnHost host() {
    return new OwnHost(root);
  }
}
