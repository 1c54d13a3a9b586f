package dev.chatconnect.inbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.inbox.Subscribers.CONNECTIONS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Tokens that are none of ours, or not any more. */
@QuarkusTest
class TokenRefusedTest {

  @Inject SessionKeyRing keys;
  @Inject SessionTokens tokens;
  @Inject Environments environments;
  @Inject InboxSettings settings;

  /** A token's claims with one thing wrong; the first is right. */
  private JwtClaimsBuilder claims() {
    var environment = Tenants.withKey(environments, "dev-secret-key");
    var now = Instant.now();
    return Jwt.claims()
        .issuer("http://localhost:8080")
        .audience(SessionTokens.AUDIENCE)
        .subject("ann")
        .issuedAt(now)
        .expiresAt(now.plusSeconds(600))
        .claim("environmentId", environment.id())
        .claim("organizationId", environment.organizationId())
        .claim("subscriberId", "ann")
        .claim("contextKeys", List.of());
  }

  private String signed(JwtClaimsBuilder claims) {
    return signed(claims, keys.current().id(), SessionTokens.TYPE);
  }

  private String signed(JwtClaimsBuilder claims, String kid, String type) {
    return claims
        .jws()
        .type(type)
        .keyId(kid)
        .algorithm(SignatureAlgorithm.HS256)
        .sign((SecretKey) keys.current().verification());
  }

  @Test
  void aTokenWithNothingWrongIsTaken() {
    // Given
    var token = signed(claims());

    // When
    var answer = call(token);

    // Then
    answer.then().statusCode(200);
  }

  private static Stream<Map.Entry<String, String>> wrongClaims() {
    return Stream.of(
        Map.entry("aud", "\"other\""),
        Map.entry("iss", "\"https://elsewhere.example\""),
        Map.entry("environmentId", "\"none\""),
        Map.entry("organizationId", "\"none\""),
        Map.entry("subscriberId", "7"),
        Map.entry("contextKeys", "\"tenant:acme\""));
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void aWrongClaimIsRefused(Map.Entry<String, String> wrong) {
    // Given
    var text = wrong.getValue();
    var value = text.startsWith("\"") ? (Object) text.replace("\"", "") : Integer.valueOf(text);
    var token = signed(claims().claim(wrong.getKey(), value));

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss",
        "aud",
        "sub",
        "environmentId",
        "organizationId",
        "subscriberId",
        "contextKeys"
      })
  void aMissingClaimIsRefused(String name) {
    // Given
    var token = signed(claims().remove(name));

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @Test
  void anExpiredTokenIsRefused() {
    // Given
    var token = signed(claims().expiresAt(Instant.now().minusSeconds(1)));

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @Test
  void aTokenThatLivesLongerThanAnyOfOursIsRefused() {
    // Given
    var token = signed(claims().expiresAt(Instant.now().plus(Duration.ofDays(300))));

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @Test
  void aSessionEndsAfterItsLifetime() {
    // Given
    var past = Instant.now().minus(settings.token().lifetime()).minusSeconds(1);
    var session = tokens.read(Subscribers.token("ann")).orElseThrow();

    // When
    var answer = call(at(past).issue(session));

    // Then
    refused(answer);
  }

  @Test
  void aSessionLastsByTheClockThatItBeganBy() {
    // Given
    var begin = Instant.parse("2020-02-29T12:00:00Z");
    var token = at(begin).issue(tokens.read(Subscribers.token("ann")).orElseThrow());

    // When
    var last = at(begin.plus(settings.token().lifetime()).minusSeconds(1)).read(token);

    // Then
    assertThat(last).map(SubscriberSession::subscriberId).contains("ann");
  }

  @Test
  void andEndsByIt() {
    // Given
    var begin = Instant.now().plus(Duration.ofDays(1000));
    var token = at(begin).issue(tokens.read(Subscribers.token("ann")).orElseThrow());

    // When
    var over = at(begin.plus(settings.token().lifetime())).read(token);

    // Then
    assertThat(over).isEmpty();
  }

  private SessionTokens at(Instant time) {
    return new SessionTokens(
        keys,
        environments,
        settings,
        Clock.fixed(time, ZoneOffset.UTC),
        () -> URI.create("http://localhost:8080"));
  }

  @Test
  void aTokenThatEndsBeforeItBeganIsRefused() {
    // Given
    var later = Instant.now().plusSeconds(700);
    var token = signed(claims().issuedAt(later).expiresAt(later.minusSeconds(100)));

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @Test
  void anUnknownKeyIsRefused() {
    // Given
    var token = signed(claims(), "another-key", SessionTokens.TYPE);

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @Test
  void anotherTypeOfTokenIsRefused() {
    // Given
    var token = signed(claims(), keys.current().id(), "JWT");

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @Test
  void anotherSecretIsRefused() {
    // Given
    var secret = new SecretKeySpec(new byte[32], "HmacSHA256");
    var token =
        claims()
            .jws()
            .type(SessionTokens.TYPE)
            .keyId(keys.current().id())
            .algorithm(SignatureAlgorithm.HS256)
            .sign(secret);

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS384", "RS256", "ES256"})
  void anotherAlgorithmIsRefused(String algorithm) {
    // Given
    var parts = signed(claims()).split("\\.");
    var header =
        "{\"alg\":\"%s\",\"typ\":\"%s\",\"kid\":\"%s\"}"
            .formatted(algorithm, SessionTokens.TYPE, keys.current().id());
    var signature = algorithm.equalsIgnoreCase("none") ? "" : parts[2];
    var token = encoded(header) + "." + parts[1] + "." + signature;

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\",\"kid\":7}",
        "{\"alg\":\"HS256\",\"kid\":[\"k1\"]}",
        "{\"alg\":\"HS256\",\"kid\":{\"k1\":1}}",
        "{\"alg\":\"HS256\",\"kid\":true}",
        "{\"alg\":\"HS256\",\"kid\":null}",
        "[\"kid\"]",
        "\"kid\"",
        "{"
      })
  void aHeaderOfTheWrongShapeIsRefused(String header) {
    // Given
    var parts = signed(claims()).split("\\.");
    var token = encoded(header) + "." + parts[1] + "." + parts[2];

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  @Test
  void aPublicKeyIsNoSecret() throws Exception {
    // Given
    var pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    pair.setKeyId("ec");
    var ring =
        SessionKeyRing.parse(
            "{\"keys\":[" + pair.toJson(OutputControlLevel.INCLUDE_PRIVATE) + "]}");
    var theirs =
        new SessionTokens(
            ring,
            environments,
            settings,
            Clock.systemUTC(),
            () -> URI.create("http://localhost:8080"));
    var publicKey = ((ECPublicKey) pair.getPublicKey()).getEncoded();
    var forged =
        claims()
            .jws()
            .type(SessionTokens.TYPE)
            .keyId("ec")
            .algorithm(SignatureAlgorithm.HS256)
            .sign(new SecretKeySpec(publicKey, "HmacSHA256"));

    // When
    var session = theirs.read(forged);

    // Then
    assertThat(session).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "..", "e30.e30.", "dev-secret-key"})
  void whatIsNoTokenIsRefused(String text) {
    // Given
    var header = "Bearer " + text;

    // When
    var answer = given().header("Authorization", header).get(CONNECTIONS);

    // Then
    answer.then().statusCode(401).body("message", equalTo("Unauthorized"));
  }

  @Test
  void anApiKeyIsNoToken() {
    // Given
    var request = given().header("Authorization", "ApiKey dev-secret-key");

    // When
    var answer = request.get(CONNECTIONS);

    // Then
    answer
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("message", equalTo("Unauthorized"));
  }

  @Test
  void withoutATokenNothingIsSaidOfOne() {
    // Given
    var request = given();

    // When
    var answer = request.get(CONNECTIONS + "?a=b");

    // Then
    answer
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("message", equalTo("Unauthorized"))
        .body("error", equalTo(null))
        .body("ctx", equalTo(Map.of("statusCode", 401)))
        .body("path", equalTo(CONNECTIONS + "?a=b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/channel-connections",
        "/v1/channel-endpoints",
        "/v1/integrations",
        "/v1/integrations/active"
      })
  void aTokenOpensNothingButTheInbox(String route) {
    // Given
    var token = signed(claims());

    // When
    var answer = given().header("Authorization", "Bearer " + token).get(route);

    // Then
    answer
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "ApiKey")
        .body("message", equalTo("Invalid authentication scheme: \"Bearer\""));
  }

  @Test
  void aTokenOfAnEnvironmentThatIsGoneIsRefused() {
    // Given
    var gone = new Environment("gone", "gone", "gone", "gone", List.of("k"), Optional.empty());
    var token = tokens.issue(new SubscriberSession(gone, "ann", List.of(), true, true));

    // When
    var answer = call(token);

    // Then
    refused(answer);
  }

  private static Response call(String token) {
    return given().header("Authorization", "Bearer " + token).get(CONNECTIONS);
  }

  private static void refused(Response answer) {
    answer
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        .header("Access-Control-Allow-Origin", "*")
        .body("message", equalTo("Unauthorized"))
        .body("ctx", equalTo(Map.of("statusCode", 401)));
    assertThat(answer.<Map<String, Object>>path("$").keySet())
        .isEqualTo(Set.of("statusCode", "timestamp", "path", "message", "ctx"));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
