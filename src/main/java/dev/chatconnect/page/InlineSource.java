package dev.chatconnect.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.chatconnect.crypto.Digests;
import io.quarkus.qute.TemplateData;

/**
 * A script or style sheet that stands inside a page.
 *
 * @param text what stands between the tags
 * @param hash its source expression for the policy: Content Security Policy Level 3 §2.3.1
 */
@TemplateData
public record InlineSource(String text, String hash) {

  /** Nothing, and nothing that may be run or apply. */
  public static final InlineSource NONE = new InlineSource("", "'none'");

  static InlineSource of(String text) {
    return new InlineSource(text, "'sha256-" + Digests.sha256Base64(text) + "'");
  }

  /** What a file of the service holds, for example {@code /pages/page.js}. */
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
