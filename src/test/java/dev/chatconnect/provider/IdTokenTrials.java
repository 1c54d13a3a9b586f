package dev.chatconnect.provider;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.params.provider.Arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What every OpenID provider's id_tokens are tried with. */
public final class IdTokenTrials {

  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  public static final String NONCE = "the-nonce";

  private static final String OTHER = "another-client";

  private IdTokenTrials() {}

  /** Makes a token of claims, with a key that the provider publishes. */
  @FunctionalInterface
  public interface Signer {
    String sign(SigningPair published, JwtClaims claims);
  }

  /** Claims that an OpenID provider would make now. */
  public static JwtClaims claims(String issuer, String clientId, String nonce, Instant now) {
    var claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(clientId);
    claims.setSubject("10769150350006150715113082367");
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 300));
    claims.setStringClaim("nonce", nonce);
    return claims;
  }

  /** Begins a journey that links a user, with both proofs. */
  public static AuthorizationRequest request(
      Credentials app, Optional<List<String>> userScope, Optional<String> workspace) {
    return new AuthorizationRequest(
        app,
        ConnectMode.LINK_USER,
        Trials.REDIRECT,
        "s-t_4.te",
        Optional.empty(),
        userScope,
        Optional.of("chall"),
        Optional.of(NONCE),
        workspace);
  }

  /** Ends such a journey with what came back. */
  public static AuthorizationResponse linkUser(
      Credentials app, Map<String, String> parameters, Optional<String> verifier) {
    return new AuthorizationResponse(
        app, ConnectMode.LINK_USER, Trials.REDIRECT, parameters, verifier, Optional.of(NONCE));
  }

  /** Requires that a code was exchanged as the app, with the verifier. */
  public static void requireExchange(
      LoggedRequest request, String clientId, String secret, String verifier) {
    assertThat(request.getFormParameters()).hasSize(6);
    assertThat(request.formParameter("grant_type").firstValue()).isEqualTo("authorization_code");
    assertThat(request.formParameter("client_id").firstValue()).isEqualTo(clientId);
    assertThat(request.formParameter("client_secret").firstValue()).isEqualTo(secret);
    assertThat(request.formParameter("redirect_uri").firstValue())
        .isEqualTo(Trials.REDIRECT.toString());
    assertThat(request.formParameter("code_verifier").firstValue()).isEqualTo(verifier);
  }

  /** A flaw, what it does to claims as of {@link #NOW}, and the reason of the refusal. */
  public static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("another app's", c -> c.setAudience(OTHER), "invalid"),
        wrong("for two apps", c -> c.setAudience(audience(c), OTHER), "audience"),
        wrong("for no one", c -> c.unsetClaim("aud"), "invalid"),
        wrong("asked for by another", c -> c.setStringClaim("azp", OTHER), "authorized_party"),
        wrong("asked for by no text", c -> c.setClaim("azp", 1), "authorized_party"),
        wrong("another issuer", c -> c.setIssuer("https://evil.example"), "issuer"),
        wrong("Entra's issuer", c -> c.setIssuer("https://login.microsoftonline.com"), "issuer"),
        wrong("issuer with a slash", c -> c.setIssuer(issuer(c) + "/"), "issuer"),
        wrong("no issuer", c -> c.unsetClaim("iss"), "issuer"),
        wrong("another nonce", c -> c.setStringClaim("nonce", NONCE + "2"), "nonce"),
        wrong("nonce is no text", c -> c.setClaim("nonce", 1), "nonce"),
        wrong("no nonce", c -> c.unsetClaim("nonce"), "nonce"),
        wrong("expired", c -> c.setExpirationTime(at(-61)), "invalid"),
        wrong("without end", c -> c.unsetClaim("exp"), "invalid"),
        wrong("not valid yet", c -> c.setNotBefore(at(61)), "invalid"),
        wrong("made in the future", c -> c.setIssuedAt(at(61)), "invalid"),
        wrong("made long ago", c -> c.setIssuedAt(at(-90_000)), "invalid"),
        wrong("of unknown age", c -> c.unsetClaim("iat"), "invalid"));
  }

  /** A forgery, how it is made, and the reason of the refusal. */
  public static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("unsigned", SigningPair::unsigned, "algorithm"),
        forgery("public key as secret", SigningPair::signWithPublicKeyAsSecret, "algorithm"),
        forgery("other algorithm", SigningPair::signWithSha512, "algorithm"),
        forgery("other key of the same name", (key, c) -> key.impostor().sign(c), "invalid"),
        forgery("key in the header", (key, c) -> key.impostor().signWithKeyInHeader(c), "invalid"),
        forgery("another provider's key", (key, c) -> new SigningPair().sign(c), "unknown_key"),
        forgery("header not understood", SigningPair::signWithCriticalHeader, "invalid"),
        forgery("another kind of token", SigningPair::signAsAccessToken, "invalid"),
        forgery("changed after", (key, c) -> key.signAndTamper(c, "sub", "eve"), "invalid"),
        // {"alg":"RS256","kid":7}
        forgery(
            "key named by no text",
            (key, c) -> "eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.c2ln",
            "undecodable"),
        forgery("no token", (key, c) -> "a.b.c", "undecodable"));
  }

  private static Arguments wrong(String what, Consumer<JwtClaims> change, String reason) {
    return arguments(what, change, reason);
  }

  private static Arguments forgery(String what, Signer signer, String reason) {
    return arguments(what, signer, reason);
  }

  private static String issuer(JwtClaims claims) {
    return claims.getClaimValueAsString("iss");
  }

  private static String audience(JwtClaims claims) {
    return claims.getClaimValueAsString("aud");
  }

  private static NumericDate at(long seconds) {
    return NumericDate.fromSeconds(NOW.getEpochSecond() + seconds);
  }
}
