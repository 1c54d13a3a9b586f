package dev.chatconnect.provider;

import java.time.Duration;
import java.util.Optional;

/** A journey or call failed at the provider. The message is for people and holds no secret. */
public final class ProviderException extends RuntimeException {

  /** Decides status, page text and whether a retry helps. */
  public enum Kind {
    /** The user or an administrator said no. */
    DENIED,
    /** The code is spent, expired or unknown: start the journey again. */
    SPENT_CODE,
    /** The app or the integration is set up wrongly: only an operator can help. */
    MISCONFIGURED,
    /** The provider refused for a reason of its own: start again, then ask an operator. */
    REFUSED,
    /** The grant does not fit what it was asked for, for example another workspace. */
    MISMATCH,
    /** The provider is down, slow or limits us: try later. */
    UNAVAILABLE,
    /** The provider's answer makes no sense. */
    INVALID_ANSWER
  }

  private static final String HTTP = "http_";

  private final Kind kind;
  private final String reason;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<String> advice;

  /**
   * @param kind what kind of failure
   * @param reason short machine-readable reason, for example the provider's error string; at most
   *     64 characters of {@code [A-Za-z0-9_.-]}, others are replaced
   * @param message for people
   */
  public ProviderException(Kind kind, String reason, String message) {
    this(kind, reason, message, Optional.empty());
  }

  public ProviderException(
      Kind kind, String reason, String message, Optional<Duration> retryAfter) {
    this(kind, reason, message, retryAfter, Optional.empty());
  }

  private ProviderException(
      Kind kind,
      String reason,
      String message,
      Optional<Duration> retryAfter,
      Optional<String> advice) {
    super(message);
    this.advice = advice;
    this.kind = kind;
    this.reason = safe(reason);
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * Whether it says that a grant is over, so that nothing but connecting again helps: not when the
   * provider is away, talks nonsense, or does not accept our own app any more; of bare HTTP
   * statuses only 401 is about the token (RFC 6750 §3.1).
   */
  public boolean endsGrant() {
    return switch (kind) {
      case DENIED, SPENT_CODE, REFUSED, MISMATCH ->
          !reason.startsWith(HTTP) || reason.equals(HTTP + 401);
      case MISCONFIGURED, UNAVAILABLE, INVALID_ANSWER -> false;
    };
  }

  /** Machine-readable; fit for logs, metrics and redirects. */
  public String reason() {
    return reason;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  /**
   * The same failure with a sentence on what to do about it, for whoever sets the provider up. The
   * page at the end of a journey then also shows the message.
   */
  public ProviderException advising(String newAdvice) {
    return new ProviderException(kind, reason, message(), retryAfter, Optional.of(newAdvice));
  }

  /** What to do about it, where there is something better to say than for every such failure. */
  public Optional<String> advice() {
    return advice;
  }

  /** What the provider said about when to come back. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static String safe(String reason) {
    var clean = reason.replaceAll("[^A-Za-z0-9_.-]", "_");
    return clean.length() > 64 ? clean.substring(0, 64) : clean;
  }
}
