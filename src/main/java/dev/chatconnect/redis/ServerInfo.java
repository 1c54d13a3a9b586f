package dev.chatconnect.redis;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a Redis server says about itself.
 *
 * @param fields of its answer to INFO
 * @param savePoints the setting {@code save}; empty when the server does not tell
 * @param fsync the setting {@code appendfsync}; empty when the server does not tell
 * @see <a href="https://redis.io/docs/latest/commands/info/">INFO</a>
 */
record ServerInfo(Map<String, String> fields, Optional<String> savePoints, Optional<String> fsync) {

  ServerInfo {
    fields = Map.copyOf(fields);
  }

  static ServerInfo of(String info, Optional<String> savePoints, Optional<String> fsync) {
    var fields =
        info.lines()
            .map(line -> line.split(":", 2))
            .filter(parts -> parts.length == 2)
            .collect(
                Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, again) -> first));
    return new ServerInfo(fields, savePoints, fsync);
  }

  String version() {
    return text("redis_version");
  }

  /** What it does when its memory is full. */
  String evictionPolicy() {
    return text("maxmemory_policy");
  }

  boolean isReplica() {
    return text("role").equals("slave");
  }

  boolean isCluster() {
    return text("cluster_enabled").equals("1");
  }

  /** Replicas that are connected; none when it does not say. */
  int replicas() {
    return number(text("connected_slaves"));
  }

  boolean appends() {
    return text("aof_enabled").equals("1");
  }

  /** Whether its last attempt to write to the disk failed; it refuses writes then. */
  boolean failsToWrite() {
    return text("rdb_last_bgsave_status").equals("err")
        || text("aof_last_write_status").equals("err");
  }

  /** For people: how it keeps its data. */
  String persistence() {
    if (appends()) {
      return "append-only file, fsync " + fsync.orElse("unknown");
    }
    return savePoints
        .map(points -> points.isEmpty() ? "none" : "snapshots only")
        .orElse("no append-only file, snapshots unknown");
  }

  /** Whether it is at least this version; also when it does not tell. */
  boolean isAtLeast(int major, int minor) {
    var parts = version().split("\\.", 3);
    if (parts.length < 2) {
      return true;
    }
    var itsMajor = number(parts[0]);
    return itsMajor > major || (itsMajor == major && number(parts[1]) >= minor);
  }

  private String text(String name) {
    return fields.getOrDefault(name, "unknown");
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
