package dev.chatconnect.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A line on the error output that shows how far a command is, on a terminal; nothing anywhere else.
 * For one thread.
 */
final class Progress implements AutoCloseable {

  private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");
  private static final int WIDTH = 30;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final String label;
  private final boolean shown;
  private final long startedAt = System.nanoTime();
  private long drawnAt = startedAt - PAUSE;
  private int drawn;

  /**
   * @param label what it is about
   */
  Progress(String label) {
    this.label = label;
    shown = isTerminal();
  }

  /**
   * So much is done.
   *
   * @param total 0 when it is not known
   * @param unit of both numbers, for people
   */
  void update(long done, long total, String unit) {
    var now = System.nanoTime();
    if (shown && now - drawnAt >= PAUSE) {
      drawnAt = now;
      draw(line(label, done, total, unit, TimeUnit.NANOSECONDS.toSeconds(now - startedAt)));
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (drawn > 0) {
      draw("");
      System.err.print('\r');
    }
  }

  private void draw(String text) {
    System.err.print('\r' + text + " ".repeat(Math.max(0, drawn - text.length())));
    System.err.flush();
    drawn = text.length();
  }

  /** {@code export [=====> ] 50 % 500 of 1000 records 3 s}. */
  static String line(String label, long done, long total, String unit, long seconds) {
    if (total <= 0) {
      return "%s  %d %s  %d s".formatted(label, done, unit, seconds);
    }
    var part = Math.min(1.0, (double) done / total);
    var filled = (int) (part * WIDTH);
    return "%s  [%s%s]  %d %%  %d of %d %s  %d s"
        .formatted(
            label,
            "=".repeat(filled),
            " ".repeat(WIDTH - filled),
            (int) (part * 100),
            Math.min(done, total),
            total,
            unit,
            seconds);
  }

  /**
   * Where Linux does not tell, both other ends decide; some later Java has a console without any,
   * and the worst is a line of progress in a file.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    try {
      var target = Files.readSymbolicLink(ERROR_OUTPUT).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException notLinux) {
      return System.console() != null;
    }
  }
}
