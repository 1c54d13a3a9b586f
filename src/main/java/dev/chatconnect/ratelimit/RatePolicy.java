package dev.chatconnect.ratelimit;

import java.util.Locale;

/**
 * The limit of one category of routes. The rate is sustained over a window of five seconds; a burst
 * may exceed the window's quota by a tenth.
 *
 * @param category of the routes
 * @param requestsPerSecond sustained rate
 */
record RatePolicy(Category category, int requestsPerSecond) {

  private static final int WINDOW_SECONDS = 5;
  private static final int BURST_DIVISOR = 10;

  /** Routes that share a bucket. */
  enum Category {
    /** Channel connections and channel endpoints. */
    CONFIGURATION,
    /** Everything else. */
    GLOBAL,
    /** Everything that a subscriber does, and sessions that the application vouches for. */
    SUBSCRIBER,
    /** Subscriber sessions that nobody vouches for. */
    SESSION;

    /** Of a request that is made with an API key. */
    static Category of(String path) {
      return isUnder(path, "/v1/channel-connections") || isUnder(path, "/v1/channel-endpoints")
          ? CONFIGURATION
          : GLOBAL;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isUnder(String path, String root) {
      return path.equals(root) || path.startsWith(root + '/');
    }
  }

  /** Requests in a window. */
  long quota() {
    return (long) requestsPerSecond * WINDOW_SECONDS;
  }

  /** Requests that a rested caller may make at once. */
  long burst() {
    return quota() + quota() / BURST_DIVISOR;
  }

  /** The {@code RateLimit-Policy} header (draft-ietf-httpapi-ratelimit-headers-06 §2.1). */
  String header(String serviceLevel) {
    return "%d;w=%d;burst=%d;comment=\"token bucket\";category=\"%s\";cost=\"single\";serviceLevel=\"%s\""
        .formatted(quota(), WINDOW_SECONDS, burst(), category.wire(), serviceLevel);
  }
}
