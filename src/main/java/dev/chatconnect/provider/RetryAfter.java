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

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /**
   * The time to wait, in whole seconds; zero for a date that has passed, empty when the header is
   * absent or malformed.
   *
   * @param longest time that is taken for any longer one
   */
  static Optional<Duration> parse(@Nullable String header, Clock clock, Duration longest) {
    if (header == null) {
      return Optional.empty();
    }
    var value = header.strip();
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(bounded(Long.parseLong(value), longest));
    }
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var millis = Math.max(0, Duration.between(clock.instant(), date).toMillis());
      return Optional.of(bounded((millis + 999) / 1000, longest));
    } catch (DateTimeException | ArithmeticException malformed) {
      return Optional.empty();
    }
  }

  private static Duration bounded(long seconds, Duration longest) {
    return Duration.ofSeconds(Math.min(seconds, longest.toSeconds()));
  }
}
