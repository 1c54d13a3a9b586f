package dev.chatconnect.transfer;

import java.util.ArrayList;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.crypto.Ciphers;
import dev.chatconnect.crypto.NovuCipher;
import dev.chatconnect.fuzz.Hostile;
import io.vertx.core.buffer.Buffer;

import static org.assertj.core.api.Assertions.assertThat;

/** Any body of an import, in pieces of any size. */
class ImportLinesFuzzTest {

  private static final Seal SEAL =
      new Seal(Optional.of(Ciphers.with("k1:" + "A".repeat(43) + "=")), Hostile.JSON);
  private static final NovuSecrets NOVU = new NovuSecrets(NovuCipher.of("0".repeat(32)));

  private final LineReader reader = new LineReader(Hostile.JSON);

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void everyLineIsTakenOrRefusedOnItsOwn(byte[] input) {
    // Given
    var lines = new ArrayList<LineSplitter.Line>();
    var splitter = new LineSplitter();
    var piece = input.length == 0 ? 1 : 1 + Math.abs(input[0] % 16);

    // When
    for (var from = 0; from < input.length; from += piece) {
      lines.addAll(
          splitter.feed(Buffer.buffer(input).slice(from, Math.min(from + piece, input.length))));
    }
    lines.addAll(splitter.rest());

    // Then
    var octets = lines.stream().mapToInt(line -> line.bytes().length).sum();
    assertThat(octets).isLessThanOrEqualTo(input.length);
    for (var i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).number()).isEqualTo(i + 1);
      take(lines.get(i));
    }
  }

  private void take(LineSplitter.Line line) {
    try {
      Hostile.accepted(() -> reader.read(line)).flatMap(read -> read).ifPresent(this::open);
    } catch (LineException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(100);
    }
  }

  private void open(ObjectNode line) {
    var kind = LineReader.kind(line);
    SEAL.open(line, kind);
    NOVU.open(line, kind);
  }
}
