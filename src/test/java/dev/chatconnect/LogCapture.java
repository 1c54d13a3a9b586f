package dev.chatconnect;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.jboss.logmanager.ExtLogRecord;

/** Everything that the service, or another category, logs at any level, until it is closed. */
public final class LogCapture implements AutoCloseable {

  private static final String SERVICE = "dev.chatconnect";

  private final List<String> requestIds = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final Level before;
  private final Handler handler =
      new Handler() {

        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
          lines.add(formatter.format(line));
          if (line instanceof ExtLogRecord extended && extended.getMdc("requestId") != null) {
            requestIds.add(extended.getMdc("requestId"));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private LogCapture(Logger logger) {
    this.logger = logger;
    before = logger.getLevel();
  }

  public static LogCapture start() {
    return start(SERVICE);
  }

  /** The same of another category, with all below it. */
  public static LogCapture start(String category) {
    var capture = new LogCapture(Logger.getLogger(category));
    capture.handler.setLevel(Level.ALL);
    capture.logger.setLevel(Level.ALL);
    capture.logger.addHandler(capture.handler);
    return capture;
  }

  /** Message, parameters and stack trace of every line so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Ids of the requests that lines were logged for, one for each such line. */
  public List<String> requestIds() {
    return List.copyOf(requestIds);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setLevel(before);
  }
}
