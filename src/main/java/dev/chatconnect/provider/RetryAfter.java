package dev.chatconnect.provider;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110 §10.2.3): seconds or a date. */
final class RetryAfter {

  /** What a provider asks for beyond it would only make our callers give up. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /**
   * The time to wait, in whole seconds, at most {@link #LONGEST}; zero for a date that has passed,
   * empty when the header is absent or malformed.
   */
  static Optional<Duration> parse(@Nullable String header, Clock clock) {
    if (header == null) {
      return Optional.empty();
    }
    var value = header.strip();
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(bounded(Long.parseLong(value)));
    }
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var millis = Math.max(0, Duration.between(clock.instant(), date).toMillis());
      return Optional.of(bounded((millis + 999) / 1000));
    } catch (DateTimeException | ArithmeticException malformed) {
      return Optional.empty();
    }
  }

  private static Duration bounded(long seconds) {
    return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
  }
}
