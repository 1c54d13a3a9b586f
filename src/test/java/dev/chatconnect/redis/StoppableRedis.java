package dev.chatconnect.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A real Redis that a test may stop and start again on the same port. */
public class StoppableRedis implements QuarkusTestResourceLifecycleManager {

  private int port;
  private Path folder;
  private RedisServer server;

  @Override
  public Map<String, String> start() {
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
      folder = Files.createTempDirectory("stoppable-redis");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    up();
    return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + port);
  }

  @Override
  public void stop() {
    down();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(StoppableRedis.class));
  }

  /** Starts the server, with the data it had. */
  public void up() {
    try {
      try {
        server = server(null);
        server.start();
      } catch (IOException bundledDoesNotRunHere) {
        server = server(ExecutableProvider.newExecutableInPath("redis-server"));
        server.start();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Stops the server. */
  public void down() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Everything that the server was ever told to keep: its append-only files as text. */
  public String written() {
    try (var files = Files.walk(folder)) {
      var text = new StringBuilder();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return text.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private RedisServer server(ExecutableProvider executable) throws IOException {
    var builder =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("dir " + folder)
            .setting("appendonly yes")
            .setting("save \"\"");
    return (executable == null ? builder : builder.executableProvider(executable)).build();
  }
}
