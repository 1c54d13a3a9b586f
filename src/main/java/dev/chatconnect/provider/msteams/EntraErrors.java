package dev.chatconnect.provider.msteams;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.logging.Log;

/**
 * What the errors of Entra's token endpoint mean, <a
 * href="https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes">by their
 * {@code error} alone</a>: descriptions and AADSTS numbers change, and the descriptions quote what
 * was sent.
 */
final class EntraErrors {

  /** Entra tells an app that is not in a tenant, or not yet, by this error. */
  static final String NOT_IN_TENANT = "unauthorized_client";

  /** What to do when a permission or consent is not there. */
  static final String PROPAGATION =
      "Azure permission changes can take up to 60 minutes to take effect. If you just granted the"
          + " required permissions, wait a few minutes and try again.";

  private static final Pattern ERROR = Pattern.compile("[a-z0-9_.]{1,64}");
  private static final Pattern CORRELATION = Pattern.compile("[0-9A-Fa-f-]{1,36}");

  private static final Map<String, Kind> KINDS =
      Stream.of(
              kind(
                  Kind.MISCONFIGURED,
                  "invalid_client",
                  NOT_IN_TENANT,
                  "invalid_scope",
                  "invalid_resource",
                  "unsupported_grant_type"),
              kind(Kind.SPENT_CODE, "invalid_grant"),
              kind(Kind.UNAVAILABLE, "temporarily_unavailable", "server_error"),
              kind(Kind.DENIED, "access_denied"))
          .flatMap(entries -> entries)
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private EntraErrors() {}

  /**
   * The failure for an error answer; an error that is not known is a plain refusal.
   *
   * @param what failed, the start of the message
   */
  static ProviderException failure(EntraAnswer answer, String what) {
    var error = answer.error().filter(text -> ERROR.matcher(text).matches()).orElse("unknown");
    Log.debugf(
        "event=entra_refused error=%s codes=%s correlation=%s",
        error,
        answer.errorCodes().orElse(List.of()),
        answer.correlationId().filter(id -> CORRELATION.matcher(id).matches()).orElse("none"));
    var failure =
        new ProviderException(KINDS.getOrDefault(error, Kind.REFUSED), error, what + ": " + error);
    return error.equals(NOT_IN_TENANT) ? failure.advising(PROPAGATION) : failure;
  }

  private static Stream<Map.Entry<String, Kind>> kind(Kind kind, String... errors) {
    return Stream.of(errors).map(error -> Map.entry(error, kind));
  }
}
