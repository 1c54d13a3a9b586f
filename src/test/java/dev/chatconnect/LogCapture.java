package dev.chatconnect;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that the service logs, at any level, until it is closed. */
public final class LogCapture implements AutoCloseable {

  private static final Logger SERVICE = Logger.getLogger("dev.chatconnect");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Level before = SERVICE.getLevel();
  private final Handler handler =
      new Handler() {

        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
          lines.add(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private LogCapture() {}

  public static LogCapture start() {
    var capture = new LogCapture();
    capture.handler.setLevel(Level.ALL);
    SERVICE.setLevel(Level.ALL);
    SERVICE.addHandler(capture.handler);
    return capture;
  }

  /** Message, parameters and stack trace of every line so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    SERVICE.removeHandler(handler);
    SERVICE.setLevel(before);
  }
}
