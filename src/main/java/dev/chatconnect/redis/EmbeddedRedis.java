package dev.chatconnect.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.redis.client.RedisHostsProvider;
import io.smallrye.common.annotation.Identifier;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.core.RedisServerBuilder;

/**
 * A real Redis server as a child process, for development, tests and trying the service out. It
 * listens on a free port of the loopback interface and writes an append-only file.
 *
 * <p>Quarkus asks this provider only when {@code quarkus.redis.hosts} is absent.
 */
@ApplicationScoped
@Identifier("embedded")
public class EmbeddedRedis implements RedisHostsProvider {

  private final RedisSettings settings;
  private @Nullable RedisServer server;
  private @Nullable FileChannel lock;
  private @Nullable Path temporary;

  EmbeddedRedis(RedisSettings settings) {
    this.settings = settings;
  }

  @Override
  public synchronized Set<URI> getHosts() {
    if (!settings.embedded()) {
      throw new IllegalStateException(
          "No Redis: set quarkus.redis.hosts, for example redis://localhost:6379");
    }
    if (server == null) {
      server = start();
    }
    return Set.of(URI.create("redis://127.0.0.1:" + server.ports().get(0)));
  }

  private RedisServer start() {
    try {
      var folder = folder();
      try {
        return start(builder(folder));
      } catch (IOException bundledDoesNotRunHere) {
        Log.debug("event=bundled_redis_does_not_run", bundledDoesNotRunHere);
        return start(builder(folder).executableProvider(onPath()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded Redis did not start", e);
    }
  }

  private static RedisServer start(RedisServerBuilder builder) throws IOException {
    var server = builder.build();
    server.start();
    Log.infof("event=redis_started port=%d", server.ports().get(0));
    return server;
  }

  private static RedisServerBuilder builder(Path folder) throws IOException {
    return RedisServer.newRedisServer()
        .port(freePort())
        .bind("127.0.0.1")
        .setting("dir " + folder)
        .setting("appendonly yes")
        .setting("appendfsync everysec")
        .setting("save \"\"")
        .setting("maxmemory-policy noeviction")
        .onShutdownForceStop(true);
  }

  private Path folder() throws IOException {
    var configured = settings.dataDirectory();
    if (configured.isEmpty()) {
      temporary = Files.createTempDirectory("chat-connect-redis");
      return temporary;
    }
    var folder = Files.createDirectories(configured.get().toAbsolutePath());
    lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      throw new IllegalStateException(
          "Another Chat Connect is using the Redis data folder "
              + folder
              + ": stop it, or set chat-connect.redis.data-directory");
    }
    return folder;
  }

  @PreDestroy
  synchronized void stop() throws IOException {
    if (server != null) {
      server.stop();
    }
    if (lock != null) {
      lock.close();
    }
    if (temporary != null) {
      delete(temporary);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static ExecutableProvider onPath() throws IOException {
    try {
      return ExecutableProvider.newExecutableInPath("redis-server");
    } catch (IOException noRedis) {
      return ExecutableProvider.newExecutableInPath("valkey-server");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
