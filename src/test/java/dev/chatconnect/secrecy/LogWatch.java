package dev.chatconnect.secrecy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/**
 * Reads all that is logged in this JVM, at any level, and finds the lines with secrets. There is
 * one, on the root logger: other class loaders reach it by the interfaces of the JDK, as a supplier
 * of what was found and a consumer of secrets to look for.
 */
final class LogWatch extends Handler implements Supplier<List<String>>, Consumer<String> {

  /** Shorter ones are in ordinary words. */
  static final int SHORTEST = 8;

  /** What handles requests, calls and records; everything else logs as it is set up to. */
  private static final List<String> WATCHED =
      List.of(
          "dev.chatconnect",
          "io.quarkus.redis",
          "io.quarkus.rest",
          "io.quarkus.resteasy",
          "io.quarkus.security",
          "io.quarkus.vertx.http",
          "io.smallrye.faulttolerance",
          "io.smallrye.jwt",
          "io.vertx.core.http",
          "io.vertx.ext.web",
          "io.vertx.redis",
          "org.jboss.resteasy",
          "org.jose4j");

  private static final int MANY_LINES = 20_000;
  private static final Logger ROOT = Logger.getLogger("");

  private final Set<String> found = new LinkedHashSet<>();
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  private LogWatch() {
    setLevel(Level.ALL);
  }

  /** Watches from now on; to be repeated, for the application sets levels whenever it starts. */
  static void watch() {
    if (installed() == null) {
      ROOT.addHandler(new LogWatch());
    }
    WATCHED.forEach(category -> Logger.getLogger(category).setLevel(Level.ALL));
  }

  /** Looks for this, too, in what was logged since {@link #take}, and from now on. */
  @SuppressWarnings("unchecked")
  static void add(String secret) {
    if (secret.length() >= SHORTEST
        && Secrets.in(secret).isEmpty()
        && installed() instanceof Consumer<?> watch) {
      ((Consumer<String>) watch).accept(secret);
    }
  }

  /** The lines with secrets since the last call, each with what it holds; forgets all others. */
  @SuppressWarnings("unchecked")
  static List<String> take() {
    return installed() instanceof Supplier<?> watch
        ? ((Supplier<List<String>>) watch).get()
        : List.of();
  }

  /** It may be of another class loader, so no instance of this class. */
  private static Handler installed() {
    for (var handler : ROOT.getHandlers()) {
      if (handler.getClass().getName().equals(LogWatch.class.getName())) {
        return handler;
      }
    }
    return null;
  }

  /** Little work: it is done in the threads that are watched. */
  @Override
  public void publish(LogRecord line) {
    if (!Secrets.isOfTests(line.getLoggerName())) {
      lines.add(text(line));
      if (waiting.incrementAndGet() > MANY_LINES) {
        sift();
      }
    }
  }

  @Override
  public void accept(String secret) {
    secrets.add(secret);
  }

  @Override
  public synchronized List<String> get() {
    sift();
    secrets.clear();
    var taken = List.copyOf(found);
    found.clear();
    return taken;
  }

  private synchronized void sift() {
    for (var line = lines.poll(); line != null; line = lines.poll()) {
      waiting.decrementAndGet();
      var text = line;
      Secrets.in(text).ifPresent(kind -> found.add(kind + ": " + text));
      secrets.stream()
          .filter(text::contains)
          .forEach(secret -> found.add("secret of a test: " + text));
    }
  }

  private static String text(LogRecord line) {
    var text = new StringWriter();
    text.append(line.getLevel() + " [" + line.getLoggerName() + "] ");
    text.append(ExtLogRecord.wrap(line).getFormattedMessage());
    if (line.getThrown() != null) {
      line.getThrown().printStackTrace(new PrintWriter(text.append('\n')));
    }
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
