package dev.chatconnect.process;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis Cluster of three primaries, each with a third of the slots. */
final class RedisCluster implements RedisTopology {

  private static final int SLOTS = 16_384;
  private static final int NODES = 3;

  /** The nodes talk to each other at the port plus 10,000. */
  private static final int HIGHEST_PORT = 65_535 - 10_000;

  private final List<RedisProcess> nodes;
  private final RedisProcess replica;

  RedisCluster(Path folder) {
    nodes =
        IntStream.rangeClosed(1, NODES)
            .mapToObj(i -> folder.resolve("node-" + i))
            .map(RedisCluster::node)
            .toList();
    replica = node(folder.resolve("replica"));
  }

  @Override
  public void start() {
    nodes.forEach(RedisProcess::start);
    for (var i = 0; i < NODES; i++) {
      var from = SLOTS * i / NODES;
      var slots =
          IntStream.range(from, SLOTS * (i + 1) / NODES).mapToObj(Integer::toString).toList();
      var command = Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots.stream());
      nodes.get(i).commands().send(command.toArray(String[]::new));
      nodes.get(i).commands().send("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
    }
    nodes.stream()
        .skip(1)
        .forEach(
            node ->
                node.commands()
                    .send("CLUSTER", "MEET", "127.0.0.1", Integer.toString(nodes.get(0).port())));
    awaitWhole();
  }

  @Override
  public void stop() {
    nodes.forEach(RedisProcess::stop);
    replica.stop();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.redis.hosts",
        nodes.stream().map(RedisProcess::url).collect(Collectors.joining(",")),
        "quarkus.redis.client-type",
        "cluster");
  }

  List<RedisProcess> nodes() {
    return nodes;
  }

  /** Begins to move the slot of a key: keys that its node does not have are asked of another. */
  void beginToMove(String key) {
    var slot = nodes.get(0).commands().send("CLUSTER", "KEYSLOT", key);
    var from =
        IntStream.range(0, NODES)
            .filter(i -> Integer.parseInt(slot) < SLOTS * (i + 1) / NODES)
            .findFirst()
            .orElseThrow();
    var source = nodes.get(from).commands();
    var target = nodes.get((from + 1) % NODES).commands();
    target.send("CLUSTER", "SETSLOT", slot, "IMPORTING", source.send("CLUSTER", "MYID"));
    source.send("CLUSTER", "SETSLOT", slot, "MIGRATING", target.send("CLUSTER", "MYID"));
  }

  /** The node with the environment that was written to most. */
  RedisProcess nodeWithMostKeys() {
    return nodes.stream().max(Comparator.comparingInt(RedisCluster::keys)).orElseThrow();
  }

  /** Adds a replica to a node that is not this one, and waits until it follows. */
  void addReplicaBesides(RedisProcess node) {
    var primary = nodes.stream().filter(other -> other != node).findFirst().orElseThrow();
    replica.start();
    replica.commands().send("CLUSTER", "MEET", "127.0.0.1", Integer.toString(primary.port()));
    var id = primary.commands().send("CLUSTER", "MYID");
    RedisTopology.await(
        "a replica that knows its primary",
        () -> replica.commands().send("CLUSTER", "NODES").contains(id));
    replica.commands().send("CLUSTER", "REPLICATE", id);
    RedisTopology.await(
        "a replica that follows", () -> replica.commands().info("master_link_status").equals("up"));
  }

  private static int keys(RedisProcess node) {
    return Integer.parseInt(node.commands().send("DBSIZE"));
  }

  /** Waits until every node says that all slots are served by somebody. */
  void awaitWhole() {
    RedisTopology.await(
        "a whole cluster",
        () ->
            nodes.stream()
                .map(node -> node.commands().send("CLUSTER", "INFO"))
                .allMatch(
                    info ->
                        info.contains("cluster_state:ok")
                            && info.contains("cluster_size:" + NODES)));
  }

  private static RedisProcess node(Path folder) {
    return new RedisProcess(
        Ports.free(HIGHEST_PORT),
        folder,
        "--cluster-enabled",
        "yes",
        "--cluster-node-timeout",
        "2000");
  }
}
