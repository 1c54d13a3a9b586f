package dev.chatconnect.process;

import java.nio.file.Path;
import java.util.Map;

/** Redis servers that work together, and how the service is told of them. */
interface RedisTopology {

  void start();

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
