package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;

/** A program that a test starts, stops, kills and starts again; its output goes to a file. */
final class ChildProcess {

  private static final long START_SECONDS = 90;
  private static final long END_SECONDS = 30;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path folder;
  private Process process;

  /**
   * @param folder where it runs, made if missing; its output is the file {@code log} there
   */
  ChildProcess(String name, List<String> command, Map<String, String> environment, Path folder) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.folder = folder;
  }

  /** Starts it; it is up when {@link #awaitReady} says so. */
  void start() {
    try {
      Files.createDirectories(folder);
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var started = process;
    // Nothing is left behind when the tests are broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
  }

  /** Waits until it is up; fails at once when it ended. */
  void awaitReady(BooleanSupplier ready) {
    Awaitility.await(name + " is up")
        .atMost(START_SECONDS, TimeUnit.SECONDS)
        .pollInterval(100, TimeUnit.MILLISECONDS)
        .failFast(name + " is alive", this::requireAlive)
        .until(ready::getAsBoolean);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** SIGKILL: it can do nothing about it. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM: it ends in an orderly way. */
  void terminate() {
    askToEnd();
    awaitEnd();
  }

  /** SIGTERM, without waiting. */
  void askToEnd() {
    process.destroy();
  }

  /** SIGSTOP: it is there, and does nothing until {@link #resume}. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  /** All that it wrote, in all its lives. */
  String log() {
    try {
      return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended:\n" + log());
    }
  }

  private Path logFile() {
    return folder.resolve("log");
  }

  private void signal(String signal) {
    try {
      var exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(name + " took no SIG" + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void awaitEnd() {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
