package dev.chatconnect.process;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/** Redis servers that work together, and how the service is told of them. */
interface RedisTopology {

  void start();

  /**
   * Waits for what servers do of themselves. Sentinels ask for a server's state every ten seconds,
   * and do nothing for thirty after the machine stood still for two; a server that does not answer
   * meanwhile is asked again.
   *
   * @param what it is, for the failure
   */
  static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(90))
        .ignoreException(UncheckedIOException.class)
        .until(condition);
  }

  /** Ends all of its processes. */
  void stop();

  /** Configuration of the service. */
  Map<String, String> settings();

  /**
   * A topology by name.
   *
   * @param name {@code standalone}, {@code sentinel} or {@code cluster}
   * @param folder for the data and the logs
   */
  static RedisTopology named(String name, Path folder) {
    return switch (name) {
      case "standalone" -> new RedisAlone(folder);
      case "sentinel" -> new RedisSentinels(folder, 1_000);
      case "cluster" -> new RedisCluster(folder);
      default -> throw new IllegalArgumentException("no such topology: " + name);
    };
  }

  /** A single server. */
  final class RedisAlone implements RedisTopology {

    private final RedisProcess server;

    private RedisAlone(Path folder) {
      server = new RedisProcess(folder);
    }

    RedisProcess server() {
      return server;
    }

    @Override
    public void start() {
      server.start();
    }

    @Override
    public void stop() {
      server.stop();
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("quarkus.redis.hosts", server.url());
    }
  }
}
