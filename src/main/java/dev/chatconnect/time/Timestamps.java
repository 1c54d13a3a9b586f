package dev.chatconnect.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Timestamps of the API: ISO 8601, written in UTC and always with milliseconds. */
public final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Lenient about the offset alone, so that it may have a colon or not. */
  private static final DateTimeFormatter ANY_FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH", "Z")
          .parseStrict()
          .toFormatter(Locale.ROOT)
          // There is no thirtieth of February.
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

  private Timestamps() {}

  public static String iso(Instant instant) {
    return FORMAT.format(instant);
  }

  /**
   * Reads a date, or a date and a time with or without an offset; what is not told is midnight and
   * UTC.
   *
   * @return empty for everything else, and outside the years 0 to 9999: what is stored can be
   *     counted in milliseconds and written in four digits
   */
  public static Optional<Instant> read(String text) {
    try {
      var parsed = ANY_FORM.parse(text);
      var time = Optional.ofNullable(parsed.query(TemporalQueries.localTime()));
      var offset = Optional.ofNullable(parsed.query(TemporalQueries.offset()));
      var instant =
          LocalDate.from(parsed)
              .atTime(time.orElse(LocalTime.MIDNIGHT))
              .toInstant(offset.orElse(ZoneOffset.UTC));
      return Optional.of(instant).filter(it -> !it.isBefore(FIRST) && it.isBefore(BEYOND));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
