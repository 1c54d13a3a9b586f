package dev.chatconnect.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads a logo into a {@code data:} URI (RFC 2397): pages load nothing from anywhere. */
final class Logo {

  private static final int MAX_BYTES = 64 * 1024;
  private static final Pattern DATA_URI =
      Pattern.compile("data:(image/[a-z+]+);base64,([A-Za-z0-9+/=]+)");

  private Logo() {}

  /**
   * The logo as a URI that holds it.
   *
   * @param source a {@code data:} URI in base64, or the path of a file
   * @throws IllegalStateException when it is missing, too large or no image of a known kind
   */
  static String read(String source) {
    var bytes = source.startsWith("data:") ? fromUri(source) : fromFile(source);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalStateException("logo must be at most 64 KiB");
    }
    return "data:" + kind(bytes) + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] fromUri(String uri) {
    var parts = DATA_URI.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalStateException(
          "logo must be a file or a URI like data:image/png;base64,iVBORw0…");
    }
    try {
      return Base64.getDecoder().decode(parts.group(2));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("logo is not in base64", e);
    }
  }

  private static byte[] fromFile(String path) {
    try (var in = Files.newInputStream(Path.of(path))) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalStateException("logo cannot be read: " + path, e);
    }
  }

  /** By content, not by name: what the page says the image is must be what it is. */
  private static String kind(byte[] bytes) {
    var head = new String(Arrays.copyOf(bytes, 256), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n")) {
      return "image/png";
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "image/webp";
    }
    if (head.stripLeading().startsWith("<") && head.contains("<svg")) {
      return "image/svg+xml";
    }
    throw new IllegalStateException("logo must be a PNG, JPEG, WebP or SVG image");
  }
}
