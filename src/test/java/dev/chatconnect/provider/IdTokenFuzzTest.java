package dev.chatconnect.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.provider.ProviderException.Kind;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any id_token: of one line as it is, of two lines a header and claims that the provider signed.
 */
class IdTokenFuzzTest {

  private static final String ISSUER = "https://slack.example";
  private static final String CLIENT = "123.456";
  private static final RsaJsonWebKey PAIR = pair();

  private final IdTokens tokens =
      new IdTokens(
          "Slack",
          IssuerRule.oneOf(ISSUER),
          id -> io.smallrye.mutiny.Uni.createFrom().item(published(id)),
          IdTokenTrials.CLOCK);

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void anyTokenIsRefusedOrSaysWhomItIsFor(byte[] input) {
    // Given
    var lines = Hostile.lines(input, 2);
    var token = lines[1].isEmpty() ? lines[0] : signed(lines[0], lines[1].stripTrailing());

    // When
    var claims = claims(token);

    // Then
    claims.ifPresent(
        found -> {
          assertThat(found.text("iss")).contains(ISSUER);
          assertThat(found.text("nonce")).contains(IdTokenTrials.NONCE);
        });
  }

  private Optional<IdClaims> claims(String token) {
    try {
      return Optional.of(
          tokens.validate(token, CLIENT, Optional.of(IdTokenTrials.NONCE)).await().indefinitely());
    } catch (ProviderException refused) {
      assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
      return Optional.empty();
    }
  }

  private static Optional<SigningKey> published(String id) {
    return id.equals("k")
        ? Optional.of(new SigningKey("k", PAIR.getKey(), Optional.empty()))
        : Optional.empty();
  }

  private static String signed(String header, String claims) {
    try {
      var input =
          part(header.getBytes(StandardCharsets.UTF_8))
              + '.'
              + part(claims.getBytes(StandardCharsets.UTF_8));
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign((PrivateKey) PAIR.getPrivateKey());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + '.' + part(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static RsaJsonWebKey pair() {
    try {
      return RsaJwkGenerator.generateJwk(2048);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
