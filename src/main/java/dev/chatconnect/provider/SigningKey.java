package dev.chatconnect.provider;

import java.security.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A key that signs id_tokens.
 *
 * @param id the {@code kid}
 * @param issuer the only issuer it may sign for, where the provider says so; Microsoft Entra does,
 *     perhaps as a template for any tenant
 */
record SigningKey(String id, Key key, Optional<String> issuer) {

  /** What an RSA key needs; certificates that come with it are not looked at. */
  private static final List<String> MEMBERS = List.of("kty", "use", "kid", "n", "e");

  /** Reads a JWK (RFC 7517 §4); empty unless it is an RSA key with a name that is for signing. */
  static Optional<SigningKey> read(Map<String, Object> jwk) {
    if (!"RSA".equals(jwk.get("kty"))
        || !(jwk.get("kid") instanceof String kid)
        || kid.isBlank()
        || !"sig".equals(jwk.getOrDefault("use", "sig"))) {
      return Optional.empty();
    }
    try {
      var members = new HashMap<>(jwk);
      members.keySet().retainAll(MEMBERS);
      var issuer =
          jwk.get("issuer") instanceof String text ? Optional.of(text) : Optional.<String>empty();
      return Optional.of(
          new SigningKey(
              kid, ((RsaJsonWebKey) JsonWebKey.Factory.newJwk(members)).getKey(), issuer));
    } catch (JoseException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
