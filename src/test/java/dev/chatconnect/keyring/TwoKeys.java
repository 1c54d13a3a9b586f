package dev.chatconnect.keyring;

import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTestProfile;

/** In the middle of a rotation: a new key in front, the old one behind it; two environments. */
public class TwoKeys implements QuarkusTestProfile {

  static final String OLD = "old:" + key(1);
  static final String NEW = "new:" + key(2);
  static final String OTHER_API_KEY = "rotation-other-environment-key";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "chat-connect.encryption.keys",
        NEW + "," + OLD,
        "chat-connect.environments.other.api-keys",
        OTHER_API_KEY);
  }

  static String key(int seed) {
    var bytes = new byte[32];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (seed + i));
    return Base64.getEncoder().encodeToString(bytes);
  }
}
