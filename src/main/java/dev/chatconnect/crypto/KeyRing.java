package dev.chatconnect.crypto;

import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys for encryption at rest: the first encrypts, all decrypt. */
public final class KeyRing {

  static final int KEY_BYTES = 32;

  private static final String FINGERPRINT = "key fingerprint";
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final String currentId;
  private final SecretKey currentKey;
  private final Map<String, SecretKey> keys;

  private KeyRing(String currentId, SecretKey currentKey, Map<String, SecretKey> keys) {
    this.currentId = currentId;
    this.currentKey = currentKey;
    this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /**
   * Reads keys of the form {@code keyId:base64(32 bytes)}.
   *
   * @throws IllegalArgumentException when one is malformed, an id repeats, or there is none; the
   *     message never holds key material
   */
  public static KeyRing parse(List<String> entries) {
    var keys = new LinkedHashMap<String, SecretKey>();
    for (var i = 0; i < entries.size(); i++) {
      var entry = entries.get(i).strip();
      var colon = entry.indexOf(':');
      var id = colon < 0 ? "" : entry.substring(0, colon);
      if (!isKeyId(id)) {
        throw malformed(i, "must look like keyId:base64, with a keyId of A-Z a-z 0-9 _ -");
      }
      if (keys.put(id, key(i, entry.substring(colon + 1))) != null) {
        throw malformed(i, "repeats the keyId \"" + id + "\"");
      }
    }
    var first =
        keys.entrySet().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no encryption key"));
    return new KeyRing(first.getKey(), first.getValue(), keys);
  }

  /** Whether a key could be called so. */
  static boolean isKeyId(String text) {
    return KEY_ID.matcher(text).matches();
  }

  /** Number of keys. */
  public int size() {
    return keys.size();
  }

  /** Id of the key that encrypts. */
  public String currentId() {
    return currentId;
  }

  /**
   * What tells a key from another one and says nothing about either: 64 hexadecimal digits that are
   * derived from it (HKDF, RFC 5869). Empty when the ring does not have the key.
   */
  public Optional<String> fingerprint(String id) {
    return find(id)
        .map(key -> HexFormat.of().formatHex(Hkdf.expand(key, FINGERPRINT).getEncoded()));
  }

  /**
   * Keys for another purpose, one of each key of the ring, under the same ids and in the same order
   * (HKDF, RFC 5869). They tell nothing about the keys of the ring.
   *
   * @param purpose names the use; another purpose gives other keys
   */
  public Map<String, SecretKey> derive(String purpose) {
    var derived = new LinkedHashMap<String, SecretKey>();
    keys.forEach((id, key) -> derived.put(id, Hkdf.expand(key, purpose)));
    return Collections.unmodifiableMap(derived);
  }

  SecretKey currentKey() {
    return currentKey;
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  private static SecretKey key(int position, String encoded) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw malformed(position, "is not base64 after the colon");
    }
    if (bytes.length != KEY_BYTES) {
      throw malformed(position, "has " + bytes.length + " bytes instead of " + KEY_BYTES);
    }
    return new SecretKeySpec(bytes, "AES");
  }

  private static IllegalArgumentException malformed(int position, String what) {
    return new IllegalArgumentException("encryption key " + (position + 1) + " " + what);
  }
}
