package dev.chatconnect.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.chatconnect.settings.NaturalInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How the service uses Redis. */
@ConfigMapping(prefix = "chat-connect.redis")
public interface RedisSettings {

  /** Start a bundled real Redis when no {@code quarkus.redis.hosts} is given. */
  @WithDefault("false")
  boolean embedded();

  /** Data folder of the embedded server; a temporary one, deleted at the end, when absent. */
  Optional<Path> dataDirectory();

  /**
   * Replicas that must confirm a durable write before it is acknowledged. Behind Sentinel and in a
   * cluster, fewer than there are can lose acknowledged writes: a primary that hangs and comes back
   * after a failover is confirmed by replicas that still follow it. As many as there are lose none,
   * and writes are refused while one is away.
   */
  @WithDefault("0")
  @WithConverter(NaturalInt.class)
  int waitReplicas();

  /** How long to wait for these replicas. */
  @WithDefault("1s")
  Duration waitTimeout();

  /** Longest time for one Redis operation; then the answer is 503. */
  @WithDefault("2s")
  Duration operationTimeout();
}
