package dev.chatconnect.redis;

import java.net.URI;
import java.util.Collections;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.impl.PooledRedisConnection;
import org.jspecify.annotations.Nullable;

import static io.quarkus.redis.runtime.client.config.RedisConfig.DEFAULT_CLIENT_NAME;

/**
 * Clients of Redis for single event loops, with the settings of the framework's. A client keeps all
 * its connections on the loop that it was made on; through one client for all, the commands of the
 * other loops and their answers would go from thread to thread.
 */
@ApplicationScoped
class LoopClients implements RedisOptionsCustomizer {

  private static final int DEFAULT_PORT = 6379;

  /** One is shared; others still owe answers that nobody waits for any more. */
  private static final int MOST_CONNECTIONS = 8;

  private final Queue<Redis> clients = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile @Nullable RedisOptions settings;

  /** Keeps the settings, which others may still change before the first client is made. */
  @Override
  public void customize(String clientName, RedisOptions options) {
    if (clientName.equals(DEFAULT_CLIENT_NAME)) {
      settings = options;
    }
  }

  /** Opens connections on the event loop of this thread; they are closed with the application. */
  Supplier<Future<RedisConnection>> opener(Vertx vertx) {
    var options = new RedisOptions(Objects.requireNonNull(settings, "no client was configured"));
    options
        .setPoolName(options.getPoolName() + "-loop-" + count.incrementAndGet())
        .setMaxPoolSize(Math.min(MOST_CONNECTIONS, options.getMaxPoolSize()));
    var ports = ports(options);
    // The context of a request would never be let go.
    var loop = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    var before = loop.beginDispatch();
    try {
      var client = Redis.createClient(vertx, options);
      clients.add(client);
      return new Opener(client, () -> FlushTogether.on(loop, ports));
    } finally {
      loop.endDispatch(before);
    }
  }

  private static Set<Integer> ports(RedisOptions options) {
    return options.getEndpoints().stream()
        .map(URI::create)
        .map(endpoint -> endpoint.getPort() < 0 ? DEFAULT_PORT : endpoint.getPort())
        .collect(Collectors.toUnmodifiableSet());
  }

  @PreDestroy
  void close() {
    clients.forEach(Redis::close);
  }

  /** Hands out connections, and has each arranged once, however often the pool lends it. */
  private static final class Opener implements Supplier<Future<RedisConnection>> {

    private final Redis client;
    private final Runnable arranging;
    private final Set<Object> arranged = Collections.newSetFromMap(new WeakHashMap<>());

    Opener(Redis client, Runnable arranging) {
      this.client = client;
      this.arranging = arranging;
    }

    @Override
    public Future<RedisConnection> get() {
      return client.connect().onSuccess(this::arrange);
    }

    private void arrange(RedisConnection lent) {
      if (arranged.add(lent instanceof PooledRedisConnection pooled ? pooled.actual() : lent)) {
        arranging.run();
      }
    }
  }
}
