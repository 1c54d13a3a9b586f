package dev.chatconnect.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.quarkus.qute.TemplateData;

/**
 * A script or style sheet that stands inside a page.
 *
 * @param text what stands between the tags
 * @param hash its source expression for the policy: Content Security Policy Level 3 §2.3.1
 */
@TemplateData
public record InlineSource(String text, String hash) {

  static InlineSource of(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var sum = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return new InlineSource(text, "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a file of the service holds, for example {@code /pages/result.js}. */
  public static InlineSource load(String path) {
    return of(read(path));
  }

  static String read(String path) {
    try (var in = InlineSource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
