package dev.chatconnect.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in the forms that the service uses. */
public final class Digests {

  private Digests() {}

  /** Lowercase hex of the SHA-256 of a text's UTF-8 bytes. */
  public static String sha256Hex(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same, base64url without padding: 43 characters. */
  public static String sha256Base64Url(String text) {
    return base64Url(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A name for a list of texts, base64url: equal lists have equal names, and no two lists are
   * confused, since every part goes in with its length.
   */
  public static String ofParts(List<String> parts) {
    var digest = sha256();
    for (var part : parts) {
      var bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return base64Url(digest.digest());
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
