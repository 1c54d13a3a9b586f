package dev.chatconnect.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.TCPSSLOptions;
import io.vertx.redis.client.RedisOptions;

/**
 * Gives up connections to a Redis that has gone without a word: a host that lost its power or its
 * network sends no end, and TCP alone finds out after a quarter of an hour. Until then each such
 * connection would be missing from the pool, also when Redis is back.
 */
@ApplicationScoped
class ConnectionLimits implements RedisOptionsCustomizer {

  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final RedisSettings settings;

  ConnectionLimits(RedisSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(String clientName, RedisOptions options) {
    var tcp = options.getNetClientOptions();
    if (tcp.getConnectTimeout() == ClientOptionsBase.DEFAULT_CONNECT_TIMEOUT) {
      tcp.setConnectTimeout((int) settings.operationTimeout().toMillis());
    }
    if (tcp.getIdleTimeout() == TCPSSLOptions.DEFAULT_IDLE_TIMEOUT) {
      tcp.setIdleTimeout((int) silence().toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }
    retireIdle(options, tcp.getIdleTimeoutUnit().toMillis(tcp.getIdleTimeout()));
  }

  /**
   * The pool gives up what nobody uses well before it would be closed for its silence: the pool
   * knows what is free, while the limit may end a connection that was just handed out.
   *
   * @param silence milliseconds after which a connection is closed, 0 for never
   */
  private static void retireIdle(RedisOptions options, long silence) {
    if (silence > 0) {
      options
          .setPoolRecycleTimeout(atMost(silence / 3, options.getPoolRecycleTimeout()))
          .setPoolCleanerInterval(atMost(silence / 6, options.getPoolCleanerInterval()));
    }
  }

  /** What is not above zero means never. */
  private static int atMost(long limit, int millis) {
    var bound = Math.toIntExact(Math.max(1, limit));
    return millis > 0 ? Math.min(bound, millis) : bound;
  }

  /** Longer than anybody waits for an answer. */
  private Duration silence() {
    return Patience.of(settings).confirmed().plus(MARGIN);
  }
}
