package dev.chatconnect.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Makes wrong input of right one: the seeds of fuzz tests, changed in a few places. For what is
 * tried from outside, where no coverage leads the search.
 */
public final class Mutations {

  /** Where it comes back in a page as it is, the page would run it. */
  public static final String MARKER = "\"'><fuzz onload=x>";

  private static final Path RESOURCES = Path.of("src/test/resources/dev/chatconnect");
  private static final List<String> TOKENS =
      List.of(
          MARKER,
          "null",
          "[null]",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "0",
          "9223372036854775808",
          "1e400",
          "\u0000",
          "\r\nX-Injected: 1\r\n",
          "%00",
          "%0d%0a",
          "\\ud800",
          "\ufeff",
          "é",
          "😀",
          "../",
          "&state=",
          "&code=",
          "[]=",
          "{{",
          "${x}",
          "\"",
          "\\",
          "\n");

  private final Random random;
  private final List<byte[]> seeds;

  /**
   * @param test path of a fuzz test below the root package, for example {@code web/CursorFuzzTest}
   */
  public Mutations(String test, long seed) {
    random = new Random(seed);
    seeds = read(RESOURCES.resolve(test + "Inputs"));
  }

  /** All seeds, as they are. */
  public List<byte[]> seeds() {
    return seeds;
  }

  /** A seed with one to four changes. */
  public byte[] next() {
    var text = text(seeds.get(random.nextInt(seeds.size())));
    for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
      text = changed(text);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String changed(String text) {
    var at = random.nextInt(text.length() + 1);
    var end = at + random.nextInt(Math.min(20, text.length() - at) + 1);
    var before = text.substring(0, at);
    var cut = text.substring(at, end);
    var after = text.substring(end);
    return switch (random.nextInt(7)) {
      case 0 -> before + after;
      case 1 -> before + cut + cut + after;
      case 2 -> before + token() + after;
      case 3 -> before + token() + cut + after;
      case 4 -> before + (char) random.nextInt(256) + cut + after;
      case 5 -> before + cut.repeat(random.nextInt(200)) + after;
      default -> before + tail() + after;
    };
  }

  private String token() {
    return text(TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
  }

  /** The end of another seed. */
  private String tail() {
    var other = text(seeds.get(random.nextInt(seeds.size())));
    return other.substring(random.nextInt(other.length() + 1));
  }

  /** One character per octet. */
  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static List<byte[]> read(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().map(Mutations::content).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
