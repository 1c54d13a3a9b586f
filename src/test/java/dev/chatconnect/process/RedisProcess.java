package dev.chatconnect.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import redis.embedded.core.ExecutableProvider;

/** A real Redis with an append-only file, for processes; it can be killed, paused and restarted. */
public final class RedisProcess {

  private final int port;
  private final RedisCommands commands;
  private final ChildProcess child;

  /**
   * @param options of redis-server; they win over the ones that are always given
   */
  RedisProcess(Path folder, String... options) {
    this(Ports.free(), folder, options);
  }

  /** The same at a port. */
  RedisProcess(int port, Path folder, String... options) {
    this.port = port;
    commands = new RedisCommands(port);
    var always =
        Stream.of(
            executable().getAbsolutePath(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction");
    child =
        new ChildProcess(
            "Redis", Stream.concat(always, Stream.of(options)).toList(), Map.of(), folder);
  }

  int port() {
    return port;
  }

  /** As {@code quarkus.redis.hosts} takes it. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  RedisCommands commands() {
    return commands;
  }

  /** Starts it with the data it had. */
  public void start() {
    child.start();
    child.awaitReady(commands::answers);
  }

  /** SIGKILL: what is not in the append-only file is gone. */
  public void kill() {
    child.kill();
  }

  /** SIGTERM: it writes all it has. */
  void terminate() {
    child.terminate();
  }

  /** It takes connections and commands, and answers nothing. */
  public void pause() {
    child.pause();
  }

  /** It answers again, what came meanwhile too. */
  public void resume() {
    child.resume();
  }

  public void stop() {
    if (child.isAlive()) {
      child.kill();
    }
  }

  /** The bundled server, or an installed one where it does not run. */
  static File executable() {
    try {
      var bundled = ExecutableProvider.newJarResourceProvider().get();
      return runs(bundled) ? bundled : ExecutableProvider.newExecutableInPath("redis-server").get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean runs(File executable) {
    try {
      var process =
          new ProcessBuilder(executable.getAbsolutePath(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notHere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
