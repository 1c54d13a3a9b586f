package dev.chatconnect.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.runtime.QuarkusBindException;

/**
 * Why the service's beans could not be made, or its ports not opened. Messages of libraries, which
 * may quote a value, are left out; what is refused as an illegal state is said for people.
 */
public final class StartFailure {

  /**
   * How SmallRye Config begins what it says of a value, which may be a secret, and what is said of
   * numbers that are too small or too large.
   */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "SRCFG\\d+: .*?(?:property|value for) \"?([A-Za-z0-9._\"-]+)"
              + "(?:.*(It must be at (?:least|most) [0-9.]+\\.))?");

  /** What it says of a key in the service's own part that nothing reads. */
  private static final Pattern UNKNOWN_PROPERTY =
      Pattern.compile("SRCFG00050: ([A-Za-z0-9._\"\\[\\]-]+) in ");

  /**
   * How the Redis client begins what it says of an address without a scheme, and goes on with it.
   */
  private static final String UNKNOWN_REDIS_SCHEME = "Unsupported Redis connection string scheme";

  private StartFailure() {}

  /** A sentence for operators, with what to do about it where that is known. */
  public static String text(Throwable failure) {
    var chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    return first(chain, StartFailure::aboutAValue)
        .or(() -> first(chain, StartFailure::aboutAPort))
        .or(() -> first(chain, StartFailure::aboutRedis))
        .or(() -> last(chain, StartFailure::refusal))
        .orElseGet(() -> unexpected(chain.get(chain.size() - 1)));
  }

  private static Optional<String> first(
      List<Throwable> chain, Function<Throwable, Optional<String>> reading) {
    return chain.stream().map(reading).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> last(
      List<Throwable> chain, Function<Throwable, Optional<String>> reading) {
    return chain.stream().map(reading).flatMap(Optional::stream).reduce((outer, inner) -> inner);
  }

  private static Optional<String> aboutAValue(Throwable cause) {
    if (!message(cause).contains("SRCFG")) {
      return Optional.empty();
    }
    var unknown = UNKNOWN_PROPERTY.matcher(message(cause));
    if (unknown.find()) {
      return Optional.of(
          unknown.group(1) + " is no key of the configuration. Compare it with the reference.");
    }
    var property = PROPERTY.matcher(message(cause));
    if (!property.find()) {
      return Optional.of(
          "A value of the configuration cannot be read. Compare it with the reference.");
    }
    var bound = Optional.ofNullable(property.group(2));
    return Optional.of(
        "The value of %s cannot be used. %s"
            .formatted(property.group(1), bound.orElse("Compare it with the reference.")));
  }

  private static Optional<String> aboutAPort(Throwable cause) {
    return cause instanceof QuarkusBindException port
        ? Optional.of(
            "Port %d cannot be opened at %s. Is it in use already?"
                    .formatted(port.getPort(), port.getHost())
                + " QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT choose others.")
        : Optional.empty();
  }

  private static Optional<String> aboutRedis(Throwable cause) {
    return message(cause).startsWith(UNKNOWN_REDIS_SCHEME)
        ? Optional.of("quarkus.redis.hosts needs URLs, for example redis://localhost:6379.")
        : Optional.empty();
  }

  private static Optional<String> refusal(Throwable cause) {
    return cause instanceof IllegalStateException
        ? Optional.ofNullable(cause.getMessage())
        : Optional.empty();
  }

  private static String unexpected(Throwable root) {
    return root.getClass().getSimpleName() + ". QUARKUS_LOG_LEVEL=DEBUG tells more.";
  }

  private static String message(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), "");
  }
}
