package dev.chatconnect.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import redis.embedded.core.ExecutableProvider;

/** A real Redis with an append-only file, for processes; it can be killed, paused and restarted. */
public final class RedisProcess {

  private static final int MILLIS = 1_000;

  private final int port = Ports.free();
  private final ChildProcess child;

  RedisProcess(Path folder) {
    child =
        new ChildProcess(
            "Redis",
            List.of(
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
                "noeviction"),
            Map.of(),
            folder);
  }

  /** As {@code quarkus.redis.hosts} takes it. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it with the data it had. */
  public void start() {
    child.start();
    child.awaitReady(this::answers);
  }

  /** SIGKILL: what is not in the append-only file is gone. */
  public void kill() {
    child.kill();
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

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new byte[7];
      return socket.getInputStream().readNBytes(answer, 0, 7) == 7
          && new String(answer, StandardCharsets.US_ASCII).equals("+PONG\r\n");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The bundled server, or an installed one where it does not run. */
  private static File executable() {
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
