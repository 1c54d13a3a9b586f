package dev.chatconnect.ratelimit;

import java.time.Duration;
import java.util.Map;

import dev.chatconnect.redis.TokenBucket;
import dev.chatconnect.web.ErrorCode;

/** A request that was counted. */
record Limited(RatePolicy policy, TokenBucket.Take take, String serviceLevel) {

  /** The {@code RateLimit-*} headers of its answer. */
  Map<String, String> headers() {
    return Map.of(
        "RateLimit-Limit", Long.toString(policy.quota()),
        "RateLimit-Remaining", Long.toString(take.remaining()),
        "RateLimit-Reset", Long.toString(seconds(take.untilFull())),
        "RateLimit-Policy", policy.header(serviceLevel));
  }

  /**
   * Requires that there was a token.
   *
   * @throws dev.chatconnect.web.ApiException 429 when there was none
   */
  void requireGranted() {
    if (!take.granted()) {
      throw ErrorCode.RATE_LIMITED
          .with()
          .retryAfter(Duration.ofSeconds(seconds(take.untilToken())));
    }
  }

  /** Rounded up: who waits this long does not come too early. */
  private static long seconds(Duration duration) {
    return (duration.toMillis() + 999) / 1000;
  }
}
