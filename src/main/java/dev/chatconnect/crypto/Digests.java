package dev.chatconnect.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Digests in the forms that the service uses. */
public final class Digests {

  private static final HexFormat HEX = HexFormat.of();
  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  /** Looking the algorithm up takes longer than digesting a short text. */
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(() -> create("SHA-256"));

  private static final ThreadLocal<MessageDigest> SHA_1 =
      ThreadLocal.withInitial(() -> create("SHA-1"));

  private Digests() {}

  /** Lowercase hex of the SHA-256 of a text's UTF-8 bytes. */
  public static String sha256Hex(String text) {
    return HEX.formatHex(sha256(text));
  }

  /** The same of bytes. */
  public static String sha256Hex(byte[] bytes) {
    return HEX.formatHex(SHA_256.get().digest(bytes));
  }

  /** The same in base64 with padding. */
  public static String sha256Base64(String text) {
    return Base64.getEncoder().encodeToString(sha256(text));
  }

  /**
   * Lowercase hex of the SHA-1 of a text's UTF-8 bytes, for what Redis computes too: it compares
   * versions, it protects nothing.
   */
  public static String sha1Hex(String text) {
    return HEX.formatHex(SHA_1.get().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** SHA-256 of a text's UTF-8 bytes, base64url without padding: 43 characters. */
  public static String sha256Base64Url(String text) {
    return base64Url(sha256(text));
  }

  /**
   * A name for a list of texts, base64url: equal lists have equal names, and no two lists are
   * confused, since every part goes in with its length.
   */
  public static String ofParts(List<String> parts) {
    // One of its own: it takes several steps, and a failure in between would spoil the next digest.
    var digest = create("SHA-256");
    for (var part : parts) {
      var bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return base64Url(digest.digest());
  }

  private static String base64Url(byte[] bytes) {
    return BASE64_URL.encodeToString(bytes);
  }

  private static byte[] sha256(String text) {
    return SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest create(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
