package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A primary with two replicas, and three real Sentinels that watch over them. */
final class RedisSentinels implements RedisTopology {

  private static final String NAME = "chat";
  private static final int SENTINELS = 3;

  private final List<RedisProcess> servers;
  private final List<Sentinel> sentinels;

  /** A Sentinel process. */
  private record Sentinel(int port, ChildProcess child) {

    RedisCommands commands() {
      return new RedisCommands(port);
    }
  }

  /**
   * @param downAfterMillis silence after which a server is taken to be down
   */
  RedisSentinels(Path folder, int downAfterMillis) {
    servers =
        List.of("primary", "replica-1", "replica-2").stream()
            .map(name -> new RedisProcess(folder.resolve(name), "--repl-diskless-sync-delay", "0"))
            .toList();
    sentinels =
        IntStream.rangeClosed(1, SENTINELS)
            .mapToObj(i -> sentinel(folder.resolve("sentinel-" + i), downAfterMillis))
            .toList();
  }

  @Override
  public void start() {
    servers.forEach(RedisProcess::start);
    var primary = servers.get(0);
    servers.stream().skip(1).forEach(replica -> follow(replica, primary));
    RedisTopology.await(
        "two replicas", () -> primary.commands().info("connected_slaves").equals("2"));
    sentinels.forEach(
        sentinel -> {
          sentinel.child().start();
          sentinel.child().awaitReady(sentinel.commands()::answers);
        });
    // They fail over only when they know of each other and of the replicas.
    RedisTopology.await(
        "Sentinels that know of all", () -> sentinels.stream().allMatch(RedisSentinels::knowsAll));
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.redis.hosts",
        sentinels.stream()
            .map(sentinel -> "redis://127.0.0.1:" + sentinel.port())
            .collect(Collectors.joining(",")),
        "quarkus.redis.client-type",
        "sentinel",
        "quarkus.redis.master-name",
        NAME);
  }

  @Override
  public void stop() {
    sentinels.stream()
        .map(Sentinel::child)
        .filter(ChildProcess::isAlive)
        .forEach(ChildProcess::kill);
    servers.forEach(RedisProcess::stop);
  }

  /** The server that the Sentinels call primary. */
  RedisProcess primary() {
    return primaries().findFirst().orElseThrow();
  }

  /** Whether a Sentinel calls another server primary; the first is the one that promoted it. */
  boolean isReplaced(RedisProcess before) {
    return primaries().anyMatch(server -> server != before);
  }

  /** What each Sentinel calls primary. */
  private Stream<RedisProcess> primaries() {
    return sentinels.stream()
        .map(Sentinel::commands)
        .filter(RedisCommands::answers)
        .map(sentinel -> sentinel.send("SENTINEL", "get-master-addr-by-name", NAME))
        .map(address -> address.lines().skip(1).findFirst().orElseThrow())
        .map(this::at);
  }

  private RedisProcess at(String port) {
    return servers.stream()
        .filter(server -> Integer.toString(server.port()).equals(port))
        .findFirst()
        .orElseThrow();
  }

  /** The servers that are not the primary. */
  List<RedisProcess> replicas() {
    var primary = primary();
    return servers.stream().filter(server -> server != primary).toList();
  }

  /** SIGSTOP of a Sentinel, counted from 0. */
  void pauseSentinel(int i) {
    sentinels.get(i).child().pause();
  }

  void resumeSentinel(int i) {
    sentinels.get(i).child().resume();
  }

  static void follow(RedisProcess replica, RedisProcess primary) {
    replica.commands().send("REPLICAOF", "127.0.0.1", Integer.toString(primary.port()));
    RedisTopology.await(
        "a replica that follows", () -> replica.commands().info("master_link_status").equals("up"));
  }

  private static boolean knowsAll(Sentinel sentinel) {
    var master = sentinel.commands().send("SENTINEL", "master", NAME).lines().toList();
    return value(master, "num-other-sentinels").equals(Integer.toString(SENTINELS - 1))
        && value(master, "num-slaves").equals("2");
  }

  private static String value(List<String> pairs, String name) {
    return pairs.get(pairs.indexOf(name) + 1);
  }

  private Sentinel sentinel(Path folder, int downAfterMillis) {
    var port = Ports.free();
    var file = folder.resolve("sentinel.conf");
    var configuration =
        """
        port %d
        bind 127.0.0.1
        sentinel monitor %s 127.0.0.1 %d 2
        sentinel down-after-milliseconds %s %d
        sentinel failover-timeout %s 10000
        """
            .formatted(port, NAME, servers.get(0).port(), NAME, downAfterMillis, NAME);
    try {
      Files.createDirectories(folder);
      Files.writeString(file, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command =
        List.of(RedisProcess.executable().getAbsolutePath(), file.toString(), "--sentinel");
    return new Sentinel(port, new ChildProcess("Sentinel", command, Map.of(), folder));
  }
}
