package dev.chatconnect.inbox;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys of session tokens: kinds, rotation, and what the world sees of them. */
@QuarkusTest
class SessionKeyRingTest {

  private static final String K1 = "k1:" + "A".repeat(43) + "=";
  private static final String K2 = "k2:" + "B".repeat(43) + "=";

  @Inject Environments environments;
  @Inject InboxSettings settings;

  @Test
  void tokensOfEveryKeyInTheRingAreReadAndOnlyTheFirstSigns() throws Exception {
    // Given
    var ec = ec("ec");
    var oct = oct("oct");
    var before = tokens(SessionKeyRing.parse(set(oct)));
    var after = tokens(SessionKeyRing.parse(set(ec, oct)));

    // When
    var old = before.issue(session());
    var recent = after.issue(session());

    // Then
    assertThat(header(old, "kid")).isEqualTo("oct");
    assertThat(header(recent, "kid")).isEqualTo("ec");
    assertThat(header(recent, "alg")).isEqualTo("ES256");
    assertThat(after.read(old)).contains(session());
    assertThat(after.read(recent)).contains(session());
    assertThat(before.read(recent)).isEmpty();
  }

  @Test
  void aTokenOfARemovedKeyIsRefused() throws Exception {
    // Given
    var old = tokens(SessionKeyRing.parse(set(oct("old")))).issue(session());
    var ring = tokens(SessionKeyRing.parse(set(oct("new"))));

    // When
    var read = ring.read(old);

    // Then
    assertThat(read).isEmpty();
  }

  @Test
  void anotherKeyOfTheSameNameIsRefused() throws Exception {
    // Given
    var token = tokens(SessionKeyRing.parse(set(ec("k")))).issue(session());
    var ring = tokens(SessionKeyRing.parse(set(ec("k"))));

    // When
    var read = ring.read(token);

    // Then
    assertThat(read).isEmpty();
  }

  @Test
  void derivedKeysFollowTheEncryptionKeys() {
    // Given
    var before = tokens(SessionKeyRing.derived(KeyRing.parse(List.of(K1))));
    var after = tokens(SessionKeyRing.derived(KeyRing.parse(List.of(K2, K1))));
    var gone = tokens(SessionKeyRing.derived(KeyRing.parse(List.of(K2))));

    // When
    var token = before.issue(session());

    // Then
    assertThat(header(token, "kid")).isEqualTo("k1");
    assertThat(header(token, "alg")).isEqualTo("HS256");
    assertThat(after.read(token)).contains(session());
    assertThat(gone.read(token)).isEmpty();
  }

  @Test
  void theWorldSeesPublicHalvesAlone() throws Exception {
    // Given
    var pair = ec("ec");
    var ring = SessionKeyRing.parse(set(pair, oct("oct")));

    // When
    var published = ring.published();

    // Then
    assertThat(published)
        .singleElement()
        .satisfies(
            jwk ->
                assertThat(jwk)
                    .containsOnlyKeys("kty", "kid", "alg", "use", "crv", "x", "y")
                    .containsEntry("kid", "ec")
                    .containsEntry("alg", "ES256"));
    assertThat(SessionKeyRing.derived(KeyRing.parse(List.of(K1))).published()).isEmpty();
  }

  @Test
  void anyoneVerifiesATokenWithThePublishedKey() throws Exception {
    // Given
    var ring = SessionKeyRing.parse(set(ec("ec")));
    var published = new EllipticCurveJsonWebKey(Map.copyOf(ring.published().get(0)), null);
    var signature = new JsonWebSignature();
    signature.setCompactSerialization(tokens(ring).issue(session()));
    signature.setKey(published.getPublicKey());

    // When
    var verified = signature.verifySignature();

    // Then
    assertThat(verified).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "secret; it is not a JWK set",
        "{}; it is not a JWK set",
        "{'keys':[]}; the first key must be there",
        "{'keys':[{'kty':'oct','k':'c2VjcmV0'}]}; key 1 has no kid",
        "{'keys':[{'kty':'oct','kid':'a','k':'c2VjcmV0'}]}; key 1 is shorter than 32 bytes",
        "{'keys':[{'kty':'EC','kid':'a','crv':'P-256','x':'c2VjcmV0'}]}; key 1 is not a JWK that",
        "{'keys':[{'kty':'oct','kid':'a','alg':'HS512','k':'LONG'}]}; key 1 is of a kind that",
        "{'keys':[{'kty':'oct','kid':'a','k':'LONG'},{'kty':'oct','kid':'a','k':'LONG'}]}; the kid",
      })
  void whatIsNotFitIsNamedWithoutTheKey(String set, String message) {
    // Given
    var json = set.replace('\'', '"').replace("LONG", "c2VjcmV0".repeat(6));

    // When / Then
    assertThatThrownBy(() -> SessionKeyRing.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("c2VjcmV0")
        .hasNoCause();
  }

  @Test
  void anotherCurveAndAPublicFirstKeyAreNotFit() throws Exception {
    // Given
    var curve = EcJwkGenerator.generateJwk(EllipticCurves.P384);
    curve.setKeyId("p384");
    var publicOnly = "{\"keys\":[" + ec("ec").toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";

    // When / Then
    assertThatThrownBy(() -> SessionKeyRing.parse(set(curve)))
        .hasMessage("key 1 is neither an EC key on P-256 nor an octet sequence");
    assertThatThrownBy(() -> SessionKeyRing.parse(publicOnly))
        .hasMessage("the first key must be there and hold its private part");
  }

  private SessionTokens tokens(SessionKeyRing ring) {
    return new SessionTokens(
        ring,
        environments,
        settings,
        Clock.systemUTC(),
        () -> URI.create("https://connect.example"));
  }

  private SubscriberSession session() {
    var environment = Tenants.withKey(environments, "dev-secret-key");
    return new SubscriberSession(environment, "ann", List.of("tenant:acme"), true, false);
  }

  private static String header(String token, String name) {
    try {
      var signature = new JsonWebSignature();
      signature.setCompactSerialization(token);
      return signature.getHeader(name);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static org.jose4j.jwk.JsonWebKey ec(String kid) throws JoseException {
    var pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    pair.setKeyId(kid);
    return pair;
  }

  private static org.jose4j.jwk.JsonWebKey oct(String kid) {
    var secret = OctJwkGenerator.generateJwk(256);
    secret.setKeyId(kid);
    return secret;
  }

  private static String set(org.jose4j.jwk.JsonWebKey... keys) {
    return new org.jose4j.jwk.JsonWebKeySet(keys).toJson(OutputControlLevel.INCLUDE_PRIVATE);
  }
}
