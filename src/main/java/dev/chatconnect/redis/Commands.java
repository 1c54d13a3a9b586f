package dev.chatconnect.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.Request;
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
  private final Duration patience;
  private final boolean shares;

  /** By the thread of the event loop. */
  private final Map<Thread, SharedConnection> shared = new ConcurrentHashMap<>();

  Commands(
      Vertx vertx,
      ReactiveRedisDataSource redis,
      RedisSettings settings,
      @ConfigProperty(name = "quarkus.redis.client-type", defaultValue = "standalone")
          RedisClientType type) {
    this.vertx = vertx;
    this.redis = redis.getRedis().getDelegate();
    this.patience = settings.operationTimeout();
    this.shares = type == RedisClientType.STANDALONE;
  }

  /**
   * Sends a command when the result is subscribed to.
   *
   * @return its answer, {@code null} for Redis' nil; a {@link
   *     java.util.concurrent.TimeoutException} or what the client tells when there is none
   */
  Uni<Response> execute(Command command, String... arguments) {
    var request = Request.cmd(command);
    for (var argument : arguments) {
      request.arg(argument);
    }
    return Uni.createFrom()
        .emitter(
            emitter ->
                send(request)
                    .onComplete(
                        answer -> emitter.complete(Response.newInstance(answer)), emitter::fail));
  }

  private Future<io.vertx.redis.client.@Nullable Response> send(Request request) {
    var context = Vertx.currentContext();
    return shares && Context.isOnEventLoopThread() && context != null
        ? shared
            .computeIfAbsent(
                Thread.currentThread(), loop -> new SharedConnection(vertx, redis, patience))
            .send(request, context)
        : redis.send(request).timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
