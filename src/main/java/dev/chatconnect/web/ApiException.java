package dev.chatconnect.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A failure that the caller is told about: an entry of the {@link ErrorCode} catalogue with its
 * details.
 */
public final class ApiException extends RuntimeException {

  private static final String NO_VALUE = "No Value Recorded";

  private final transient ErrorCode code;
  private final transient Map<String, FieldErrors> fieldErrors;
  private final transient Optional<Duration> retryAfter;

  ApiException(
      ErrorCode code,
      String message,
      Map<String, FieldErrors> fieldErrors,
      Optional<Duration> retryAfter) {
    // Without a stack trace: these are answers, not faults, and some are made on hot paths.
    super(message, null, false, false);
    this.code = code;
    this.fieldErrors = fieldErrors;
    this.retryAfter = retryAfter;
  }

  /**
   * The 422 answer for a body or query that breaks the route's rules; one message per broken rule.
   */
  public static ApiException validation(List<String> messages) {
    return new ApiException(
        ErrorCode.VALIDATION,
        ErrorCode.VALIDATION.text(),
        Map.of("general", new FieldErrors(messages, NO_VALUE)),
        Optional.empty());
  }

  /**
   * The 422 answer for a value that the use case refuses.
   *
   * @param command name of the use case as clients know it, for example {@code
   *     CreateChannelEndpointCommand}
   * @param field dotted path of the field
   * @param value the rejected value
   */
  public static ApiException command(
      String command, String field, List<String> messages, Object value) {
    return command(command, Map.of(field, new FieldErrors(messages, value)));
  }

  /**
   * The 422 answer for several values that the use case refuses.
   *
   * @param command name of the use case as clients know it
   * @param errors by dotted path of the field, in the order of the fields
   */
  public static ApiException command(String command, Map<String, FieldErrors> errors) {
    var text =
        errors.entrySet().stream()
            .map(error -> error.getKey() + ": " + String.join(", ", error.getValue().messages()))
            .collect(Collectors.joining("; "));
    return new ApiException(
        ErrorCode.COMMAND_VALIDATION,
        ErrorCode.COMMAND_VALIDATION.text(command, text),
        errors,
        Optional.empty());
  }

  /** The same failure, with the time after which a retry makes sense. */
  public ApiException retryAfter(Duration delay) {
    return new ApiException(code, message(), fieldErrors, Optional.of(delay));
  }

  public ErrorCode code() {
    return code;
  }

  /** The sentence for the caller; never holds a secret. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Per-field details; empty for failures that are not about fields. */
  public Map<String, FieldErrors> fieldErrors() {
    return fieldErrors;
  }

  /** Time after which a retry makes sense, where known. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
