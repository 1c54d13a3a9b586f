package dev.chatconnect.provider;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ResponseCap.OversizedAnswerException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;

/** Tells apart what can go wrong on the way to a provider, before its answer is read. */
final class ProviderFailures {

  static final String RATE_LIMITED = "rate_limited";

  private final String provider;
  private final Clock clock;
  private final Duration longestWait;

  /**
   * @param longestWait what a {@code Retry-After} is cut to
   */
  ProviderFailures(String provider, Clock clock, Duration longestWait) {
    this.provider = provider;
    this.clock = clock;
    this.longestWait = longestWait;
  }

  /** The call ended without an answer. */
  ProviderException ofTransport(Throwable failure) {
    if (caused(failure, OversizedAnswerException.class)) {
      return senseless("oversized");
    }
    if (caused(failure, ConnectException.class)
        || caused(failure, ConnectTimeoutException.class)
        || caused(failure, UnknownHostException.class)) {
      return unavailable("connection_failed", "could not be reached");
    }
    if (caused(failure, java.util.concurrent.TimeoutException.class)
        || caused(failure, io.smallrye.mutiny.TimeoutException.class)) {
      return unavailable("timeout", "did not answer in time");
    }
    if (caused(failure, SSLException.class)) {
      return unavailable("tls_failed", "could not be reached securely");
    }
    if (caused(failure, IOException.class) || caused(failure, HttpClosedException.class)) {
      return unavailable("connection_lost", "broke off the connection");
    }
    return senseless("garbled");
  }

  /** The answer's status leaves nothing to read. */
  Optional<ProviderException> ofStatus(Reply reply) {
    var status = reply.status();
    if (status == 429) {
      return Optional.of(
          new ProviderException(
              Kind.UNAVAILABLE,
              RATE_LIMITED,
              provider + " gets too many requests from us.",
              retryAfter(reply)));
    }
    if (status >= 500) {
      return Optional.of(
          new ProviderException(
              Kind.UNAVAILABLE,
              "http_" + status,
              provider + " has a problem of its own.",
              retryAfter(reply)));
    }
    if (status >= 300 && status < 400) {
      return Optional.of(senseless("redirect"));
    }
    return Optional.empty();
  }

  private Optional<Duration> retryAfter(Reply reply) {
    return reply.retryAfter().flatMap(header -> RetryAfter.parse(header, clock, longestWait));
  }

  private ProviderException unavailable(String reason, String what) {
    return new ProviderException(
        Kind.UNAVAILABLE, reason, provider + " " + what + ". Try again later.");
  }

  private ProviderException senseless(String reason) {
    return new ProviderException(
        Kind.INVALID_ANSWER, reason, provider + " gave an answer that makes no sense.");
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
    return Stream.iterate(failure, Throwable::getCause)
        .takeWhile(cause -> cause != null)
        .limit(10)
        .anyMatch(type::isInstance);
  }
}
