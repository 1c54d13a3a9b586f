package dev.chatconnect.inbox;

import java.security.Key;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.Use;

/**
 * A key of session tokens. It is for one algorithm only, so that a token cannot choose another (RFC
 * 8725 §3.1).
 *
 * @param id the {@code kid} of tokens
 * @param verification checks signatures
 * @param signing makes signatures; a key may be there for verification alone
 */
record SessionKey(
    String id, SignatureAlgorithm algorithm, Key verification, Optional<Key> signing) {

  /** A key of HMAC with SHA-256. */
  static SessionKey secret(String id, SecretKey key) {
    return new SessionKey(id, SignatureAlgorithm.HS256, key, Optional.of(key));
  }

  /** A key of ECDSA with P-256 and SHA-256. */
  static SessionKey pair(String id, ECPublicKey publicKey, Optional<PrivateKey> privateKey) {
    return new SessionKey(
        id, SignatureAlgorithm.ES256, publicKey, privateKey.map(key -> (Key) key));
  }

  /** The public half as a JWK (RFC 7517 §4); a secret has none. */
  Optional<Map<String, Object>> published() {
    if (!(verification instanceof ECPublicKey publicKey)) {
      return Optional.empty();
    }
    var jwk = new EllipticCurveJsonWebKey(publicKey);
    jwk.setKeyId(id);
    jwk.setAlgorithm(algorithm.getAlgorithm());
    jwk.setUse(Use.SIGNATURE);
    return Optional.of(jwk.toParams(OutputControlLevel.PUBLIC_ONLY));
  }

  /** Without the keys: this text may end in a log. */
  @Override
  public String toString() {
    return "SessionKey[" + id + ", " + algorithm.getAlgorithm() + "]";
  }
}
