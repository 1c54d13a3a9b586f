package dev.chatconnect.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** An RSA key with which tests sign as OpenID providers do. */
public final class SigningPair {

  private final RsaJsonWebKey key;

  public SigningPair() {
    this(UUID.randomUUID().toString());
  }

  private SigningPair(RsaJsonWebKey key) {
    this.key = key;
  }

  /**
   * The pair whose public key the stand-in publishes for every provider. What goes through the
   * application is signed with it: the application fetches keys once, whatever tests there are.
   */
  public static SigningPair ofTheStandIn() {
    var file = Path.of("src/test/resources/__files/stand-in/signing-key.json");
    try {
      return new SigningPair((RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file)));
    } catch (IOException | JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private SigningPair(String id) {
    try {
      key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(id);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another key that claims to be this one. */
  public SigningPair impostor() {
    return new SigningPair(key.getKeyId());
  }

  /** Its name, the {@code kid}. */
  public String id() {
    return key.getKeyId();
  }

  /** As it is in a key set. */
  public Map<String, Object> publicJwk() {
    var jwk = new HashMap<>(key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    jwk.put("use", "sig");
    return jwk;
  }

  /** As it is in Entra's key set, where every key says for which issuer it is. */
  public Map<String, Object> publicJwk(String issuer) {
    var jwk = publicJwk();
    jwk.put("issuer", issuer);
    jwk.put("x5c", new ArrayList<>());
    return jwk;
  }

  public String sign(JwtClaims claims) {
    return compact(claims, AlgorithmIdentifiers.RSA_USING_SHA256, key.getPrivateKey());
  }

  /** Signed by another algorithm of the same family. */
  public String signWithSha512(JwtClaims claims) {
    return compact(claims, AlgorithmIdentifiers.RSA_USING_SHA512, key.getPrivateKey());
  }

  /** The public key, which everyone has, as the secret of an HMAC. */
  public String signWithPublicKeyAsSecret(JwtClaims claims) {
    return compact(
        claims, AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(key.getPublicKey().getEncoded()));
  }

  /** Not signed at all. */
  public String unsigned(JwtClaims claims) {
    return compact(claims, AlgorithmIdentifiers.NONE, null);
  }

  /** With a key of its own in its header, which must not be believed. */
  public String signWithKeyInHeader(JwtClaims claims) {
    var jws = jws(claims, AlgorithmIdentifiers.RSA_USING_SHA256, key.getPrivateKey());
    jws.setJwkHeader(key);
    return serialize(jws);
  }

  /** With a header that asks for understanding. */
  public String signWithCriticalHeader(JwtClaims claims) {
    var jws = jws(claims, AlgorithmIdentifiers.RSA_USING_SHA256, key.getPrivateKey());
    jws.setCriticalHeaderNames("exp");
    return serialize(jws);
  }

  /** With the type of an access token (RFC 9068 §2.1), which is signed with the same keys. */
  public String signAsAccessToken(JwtClaims claims) {
    var jws = jws(claims, AlgorithmIdentifiers.RSA_USING_SHA256, key.getPrivateKey());
    jws.setHeader("typ", "at+jwt");
    return serialize(jws);
  }

  /** Signed, and then changed. */
  public String signAndTamper(JwtClaims claims, String claim, String value) {
    var parts = sign(claims).split("\\.");
    claims.setStringClaim(claim, value);
    var encoder = java.util.Base64.getUrlEncoder().withoutPadding();
    return parts[0]
        + "."
        + encoder.encodeToString(claims.toJson().getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }

  private String compact(JwtClaims claims, String algorithm, java.security.Key with) {
    return serialize(jws(claims, algorithm, with));
  }

  private JsonWebSignature jws(JwtClaims claims, String algorithm, java.security.Key with) {
    var jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setHeader("typ", "JWT");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(algorithm);
    jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    jws.setKey(with);
    return jws;
  }

  private static String serialize(JsonWebSignature jws) {
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
