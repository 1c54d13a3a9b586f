package dev.chatconnect.transfer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;

/**
 * Cuts a stream of bytes into lines. Holds one line at most, and of one that is too long nothing.
 * For one stream; not thread-safe.
 */
final class LineSplitter {

  /** Longest line, in bytes: a record as large as the API takes, with its secrets sealed. */
  static final int LONGEST = 256 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;
  private long number = 1;

  /**
   * A line.
   *
   * @param number counted from 1
   * @param bytes without the line's end; empty where it is {@code tooLong}
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and written to by nobody.
  record Line(long number, byte[] bytes, boolean tooLong) {}

  /** The lines that end in this piece. */
  List<Line> feed(Buffer piece) {
    var lines = new ArrayList<Line>();
    var from = 0;
    for (var i = 0; i < piece.length(); i++) {
      if (piece.getByte(i) == '\n') {
        keep(piece.getBytes(from, i));
        lines.add(cut());
        from = i + 1;
      }
    }
    keep(piece.getBytes(from, piece.length()));
    return lines;
  }

  /** What came after the last line's end, as a line. */
  List<Line> rest() {
    return line.size() > 0 || tooLong ? List.of(cut()) : List.of();
  }

  private void keep(byte[] part) {
    if (tooLong || line.size() + part.length > LONGEST) {
      tooLong = true;
      line.reset();
    } else {
      line.writeBytes(part);
    }
  }

  private Line cut() {
    var cut = new Line(number++, line.toByteArray(), tooLong);
    line.reset();
    tooLong = false;
    return cut;
  }
}
