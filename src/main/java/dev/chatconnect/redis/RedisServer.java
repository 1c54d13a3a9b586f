package dev.chatconnect.redis;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** What the Redis server tells of itself, by INFO and TIME. */
@Singleton
public class RedisServer {

  private final RedisGateway redis;

  RedisServer(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * Facts about a server.
   *
   * @param role {@code master} or {@code slave}, as Redis says
   * @param appendOnly whether it keeps an append-only file
   * @param evictionPolicy its {@code maxmemory-policy}
   * @param time by its clock
   */
  public record Facts(
      String version, String role, boolean appendOnly, String evictionPolicy, Instant time) {

    /** Whether it throws away keys that nobody deleted. */
    public boolean evicts() {
      return !evictionPolicy.equals("noeviction");
    }
  }

  /** Facts about the server that answers. */
  public Uni<Facts> facts() {
    return redis
        .info()
        .map(RedisServer::fields)
        .chain(fields -> redis.time().map(time -> facts(fields, time)));
  }

  private static Facts facts(Map<String, String> fields, Instant time) {
    return new Facts(
        fields.getOrDefault("redis_version", "unknown"),
        fields.getOrDefault("role", "unknown"),
        fields.getOrDefault("aof_enabled", "0").equals("1"),
        fields.getOrDefault("maxmemory_policy", "unknown"),
        time);
  }

  private static Map<String, String> fields(String info) {
    Function<String, Integer> colon = line -> line.indexOf(':');
    return info.lines()
        .filter(line -> colon.apply(line) > 0)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, colon.apply(line)),
                line -> line.substring(colon.apply(line) + 1).strip(),
                (first, second) -> first));
  }
}
