package dev.chatconnect.inbox;

import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.crypto.KeyRing;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The keys of session tokens: the first signs, all verify. */
final class SessionKeyRing {

  private static final String PURPOSE = "chat-connect session token HS256";
  private static final int MIN_SECRET_BYTES = 32;

  private final List<SessionKey> keys;

  private SessionKeyRing(List<SessionKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Keys that nobody has to configure: one secret of each encryption key, in the same order. */
  static SessionKeyRing derived(KeyRing encryption) {
    return new SessionKeyRing(
        encryption.derive(PURPOSE).entrySet().stream()
            .map(entry -> SessionKey.secret(entry.getKey(), entry.getValue()))
            .toList());
  }

  /**
   * Reads a JWK set.
   *
   * @throws IllegalArgumentException when it holds no key that can sign, or a key that is not fit;
   *     the message never holds key material
   */
  static SessionKeyRing parse(String jwkSet) {
    var keys = new LinkedHashMap<String, SessionKey>();
    for (var node : nodes(jwkSet)) {
      var key = key(keys.size() + 1, node);
      if (keys.put(key.id(), key) != null) {
        throw new IllegalArgumentException("the kid \"" + key.id() + "\" is there twice");
      }
    }
    var ring = new SessionKeyRing(new ArrayList<>(keys.values()));
    if (ring.keys.isEmpty() || ring.current().signing().isEmpty()) {
      throw new IllegalArgumentException("the first key must be there and hold its private part");
    }
    return ring;
  }

  /** The key that signs. */
  SessionKey current() {
    return keys.get(0);
  }

  Optional<SessionKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** What the world needs to verify tokens; empty while all keys are secrets. */
  List<Map<String, Object>> published() {
    return keys.stream().flatMap(key -> key.published().stream()).toList();
  }

  private static JsonNode nodes(String jwkSet) {
    try {
      var nodes = new ObjectMapper().readTree(jwkSet).path("keys");
      if (nodes.isArray()) {
        return nodes;
      }
    } catch (JsonProcessingException ignored) {
      // Its message quotes the text.
    }
    throw new IllegalArgumentException("it is not a JWK set: {\"keys\":[…]}");
  }

  private static SessionKey key(int position, JsonNode node) {
    var id = node.path("kid").asText();
    if (id.isBlank()) {
      throw unfit(position, "has no kid");
    }
    JsonWebKey jwk;
    try {
      jwk = JsonWebKey.Factory.newJwk(node.toString());
    } catch (JoseException | RuntimeException unreadable) {
      throw unfit(position, "is not a JWK that can be read");
    }
    if (jwk instanceof EllipticCurveJsonWebKey pair
        && EllipticCurves.P_256.equals(pair.getCurveName())) {
      requireAlgorithm(position, jwk, "ES256");
      return SessionKey.pair(
          id,
          (ECPublicKey) pair.getPublicKey(),
          Optional.<PrivateKey>ofNullable(pair.getPrivateKey()));
    }
    if (jwk instanceof OctetSequenceJsonWebKey secret) {
      requireAlgorithm(position, jwk, "HS256");
      if (secret.getOctetSequence().length < MIN_SECRET_BYTES) {
        throw unfit(position, "is shorter than " + MIN_SECRET_BYTES + " bytes");
      }
      return SessionKey.secret(id, new SecretKeySpec(secret.getOctetSequence(), "HmacSHA256"));
    }
    throw unfit(position, "is neither an EC key on P-256 nor an octet sequence");
  }

  private static void requireAlgorithm(int position, JsonWebKey jwk, String algorithm) {
    if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().equals(algorithm)) {
      throw unfit(position, "is of a kind that is only used with " + algorithm);
    }
  }

  private static IllegalArgumentException unfit(int position, String what) {
    return new IllegalArgumentException("key " + position + " " + what);
  }
}
