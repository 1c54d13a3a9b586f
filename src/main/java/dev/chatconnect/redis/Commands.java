package dev.chatconnect.redis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends single commands to Redis and bounds the time to their answers. Commands of one event loop
 * share a connection; those from other threads, and all in a cluster, where each goes to the node
 * of its key, take one of the pool's.
 */
@Singleton
class Commands {

  private final Vertx vertx;
  private final Redis redis;
  private final LoopClients clients;
  private final Patience patience;
  private final boolean shares;

  /**
   * In a cluster the client takes a connection to every node for each command. More commands at a
   * time than there are connections would wait for each other's, and none would go on.
   */
  private final Optional<Turns> turns;

  /** By the thread of the event loop. */
  private final Map<Thread, SharedConnection> shared = new ConcurrentHashMap<>();

  Commands(
      Vertx vertx,
      ReactiveRedisDataSource redis,
      LoopClients clients,
      RedisSettings settings,
      @ConfigProperty(name = "quarkus.redis.client-type", defaultValue = "standalone")
          RedisClientType type,
      @ConfigProperty(name = "quarkus.redis.max-pool-size") int poolSize) {
    this.vertx = vertx;
    this.redis = redis.getRedis().getDelegate();
    this.clients = clients;
    this.patience = Patience.of(settings);
    this.shares = type == RedisClientType.STANDALONE;
    // One connection is left for the client's own questions about the slots.
    this.turns =
        type == RedisClientType.CLUSTER
            ? Optional.of(new Turns(Math.max(1, poolSize - 1)))
            : Optional.empty();
  }

  /** Whether keys of several slots cannot be used together. */
  boolean isCluster() {
    return turns.isPresent();
  }

  /** Whether commands of this thread reach Redis in the order in which they are sent. */
  boolean keepsOrder() {
    return shares && Context.isOnEventLoopThread();
  }

  /**
   * Sends a command.
   *
   * @return its answer, {@code null} for Redis' nil; a {@link
   *     java.util.concurrent.TimeoutException} or what the client tells when there is none
   */
  Future<@Nullable Response> send(Command command, String... arguments) {
    var request = Request.cmd(command);
    for (var argument : arguments) {
      request.arg(argument);
    }
    return send(request);
  }

  /** The same for a command that has its arguments. */
  Future<@Nullable Response> send(Request request) {
    var context = Vertx.currentContext();
    return shares && Context.isOnEventLoopThread() && context != null
        ? shared
            .computeIfAbsent(
                Thread.currentThread(),
                loop -> new SharedConnection(vertx, clients.opener(vertx), patience.single()))
            .send(request, context)
        : inTurn(() -> lent(connection -> connection.send(request)))
            .timeout(patience.single().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Sends commands one after the other over one connection of the pool, in a cluster to the node
   * that has their keys; some have none.
   *
   * @return their answers, in their order, or a failure if one of them failed
   */
  Future<List<Response>> sendTogether(Request... requests) {
    return inTurn(() -> lent(connection -> connection.batch(List.of(requests))))
        .timeout(patience.confirmed().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does something over a connection of the pool. */
  private <T> Future<T> lent(Function<RedisConnection, Future<T>> use) {
    return redis
        .connect()
        .compose(
            connection ->
                use.apply(connection)
                    .onComplete(done -> connection.close(), failure -> end(connection, failure)));
  }

  private static void end(RedisConnection connection, Throwable failure) {
    if (Demoted.tells(failure)) {
      connection.endHandler(ended -> connection.close());
      Demoted.end(connection);
    } else {
      connection.close();
    }
  }

  private <T> Future<T> inTurn(Supplier<Future<T>> operation) {
    return turns.map(all -> all.take(operation)).orElseGet(operation);
  }
}
