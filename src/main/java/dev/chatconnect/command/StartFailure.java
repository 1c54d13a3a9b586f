package dev.chatconnect.command;

import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkus.runtime.QuarkusBindException;

/** Why the service's beans could not be made, or its ports not opened, quoting no value. */
public final class StartFailure {

  /**
   * How SmallRye Config begins what it says of a value, which may be a secret, and what is said of
   * numbers that are too small or too large.
   */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "SRCFG\\d+: .*?(?:property|value for) \"?([A-Za-z0-9._\"-]+)"
              + "(?:.*(It must be at (?:least|most) [0-9.]+\\.))?");

  /**
   * How the Redis client begins what it says of an address without a scheme, and goes on with it.
   */
  private static final String UNKNOWN_REDIS_SCHEME = "Unsupported Redis connection string scheme";

  private StartFailure() {}

  /** A sentence for operators, with what to do about it where that is known. */
  public static String text(Throwable failure) {
    var cause = failure;
    var refusal = refusal(cause);
    while (cause.getCause() != null && cause.getCause() != cause && !saysEnough(cause)) {
      cause = cause.getCause();
      refusal = refusal(cause).isPresent() ? refusal(cause) : refusal;
    }
    if (cause instanceof QuarkusBindException port) {
      return "Port %d cannot be opened at %s. Is it in use already? QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT choose others."
          .formatted(port.getPort(), port.getHost());
    }
    if (isAboutAValue(cause)) {
      var property = PROPERTY.matcher(cause.getMessage());
      if (!property.find()) {
        return "A value of the configuration cannot be read. Compare it with the reference.";
      }
      return "The value of %s cannot be used. %s"
          .formatted(
              property.group(1),
              Optional.ofNullable(property.group(2)).orElse("Compare it with the reference."));
    }
    if (String.valueOf(cause.getMessage()).startsWith(UNKNOWN_REDIS_SCHEME)) {
      return "quarkus.redis.hosts needs URLs, for example redis://localhost:6379.";
    }
    var unexpected = cause.getClass().getSimpleName();
    return refusal.orElse(unexpected + ". QUARKUS_LOG_LEVEL=DEBUG tells more.");
  }

  /** What the service and its framework refuse they say for people. */
  private static Optional<String> refusal(Throwable cause) {
    return cause instanceof IllegalStateException
        ? Optional.ofNullable(cause.getMessage())
        : Optional.empty();
  }

  private static boolean saysEnough(Throwable cause) {
    return isAboutAValue(cause) || cause instanceof QuarkusBindException;
  }

  private static boolean isAboutAValue(Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("SRCFG");
  }
}
