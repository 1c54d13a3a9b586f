package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.vertx.redis.client.RedisClientType;

/**
 * Something about a Redis server that this service must not or should not rely on.
 *
 * @param weight what follows from it
 * @param what is wrong, one sentence for operators
 * @param remedy what to do about it
 */
public record Finding(Weight weight, String what, String remedy) {

  /** What follows from a finding. */
  public enum Weight {
    /** The service is not ready: it cannot work, or would lose connections. */
    UNFIT,
    /** The service works; an accident would cost data. */
    RISKY,
    /** The service works; a rare accident could cost data, which an operator may have accepted. */
    CHOICE
  }

  /**
   * What is to be said about a server.
   *
   * @param client what the service is configured for
   * @param waitReplicas replicas that the service wants to confirm each write
   */
  static List<Finding> of(ServerInfo server, RedisClientType client, int waitReplicas) {
    var all = new ArrayList<Finding>();
    if (!server.isAtLeast(6, 2)) {
      all.add(
          new Finding(
              Weight.UNFIT,
              "Redis " + server.version() + " lacks commands that the service needs",
              "use Redis 6.2 or later, or Valkey"));
    }
    if (server.isReplica()) {
      all.add(
          new Finding(
              Weight.UNFIT,
              "the server is a replica and takes no writes",
              "name the primary in quarkus.redis.hosts, or set"
                  + " quarkus.redis.client-type=sentinel"));
    }
    if (server.isCluster() && client != RedisClientType.CLUSTER) {
      all.add(
          new Finding(
              Weight.UNFIT,
              "the server is a node of a cluster and has a part of the keys only",
              "set quarkus.redis.client-type=cluster"));
    }
    memory(server).ifPresent(all::add);
    disk(server).ifPresent(all::add);
    if (server.failsToWrite()) {
      all.add(
          new Finding(
              Weight.RISKY,
              "Redis could not write to its disk and may refuse writes",
              "look into the log of Redis; free or mend its disk"));
    }
    replicas(server, client, waitReplicas).ifPresent(all::add);
    return List.copyOf(all);
  }

  private static Optional<Finding> replicas(
      ServerInfo server, RedisClientType client, int waitReplicas) {
    var connected = server.replicas();
    if (server.isReplica() || connected == waitReplicas) {
      return Optional.empty();
    }
    var state =
        "chat-connect.redis.wait-replicas is "
            + waitReplicas
            + " and "
            + connected
            + " replicas are connected: ";
    if (connected < waitReplicas) {
      return Optional.of(
          new Finding(
              Weight.RISKY,
              state + "writes are answered 503",
              "connect more replicas, or lower the setting"));
    }
    // Who fails over by hand chooses whom to promote, and ends the old primary before.
    return client == RedisClientType.STANDALONE
        ? Optional.empty()
        : Optional.of(
            new Finding(
                waitReplicas == 0 ? Weight.RISKY : Weight.CHOICE,
                state + "one that takes over may lack writes that were acknowledged",
                "raise the setting to the number of replicas; writes are then answered 503 while"
                    + " one is away"));
  }

  private static Optional<Finding> memory(ServerInfo server) {
    var policy = server.evictionPolicy();
    var remedy =
        "CONFIG SET maxmemory-policy noeviction, and the same in redis.conf or the parameter group";
    if (policy.startsWith("allkeys-")) {
      return Optional.of(
          new Finding(
              Weight.UNFIT,
              "maxmemory-policy is " + policy + ": Redis drops connections when memory is short",
              remedy));
    }
    if (policy.startsWith("volatile-")) {
      return Optional.of(
          new Finding(
              Weight.RISKY,
              "maxmemory-policy is "
                  + policy
                  + ": Redis drops journeys under way, locks and idempotency keys when memory is"
                  + " short",
              remedy));
    }
    return Optional.empty();
  }

  private static Optional<Finding> disk(ServerInfo server) {
    var remedy =
        "CONFIG SET appendonly yes, CONFIG SET appendfsync everysec, and the same in redis.conf";
    if (!server.appends()) {
      return Optional.of(
          new Finding(
              Weight.RISKY,
              "no append-only file (persistence: "
                  + server.persistence()
                  + "): a crash of Redis loses connections",
              remedy));
    }
    if (server.fsync().filter("no"::equals).isPresent()) {
      return Optional.of(
          new Finding(
              Weight.RISKY,
              "appendfsync is no: a power cut loses more than a second of connections",
              remedy));
    }
    return Optional.empty();
  }
}
