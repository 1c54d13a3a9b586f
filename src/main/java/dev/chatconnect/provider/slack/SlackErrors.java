package dev.chatconnect.provider.slack;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/**
 * What Slack's error strings mean: those documented for <a
 * href="https://docs.slack.dev/reference/methods/oauth.v2.access">oauth.v2.access</a>, {@code
 * openid.connect.token}, {@code oauth.v2.exchange}, {@code auth.test} and {@code auth.revoke}, and
 * {@code code_already_used}, which is not documented but sent when a code is exchanged twice.
 */
final class SlackErrors {

  private static final String PKCE_NOT_ALLOWED = "pkce_not_allowed";
  private static final String ROTATION_NOT_ENABLED = "token_rotation_not_enabled";

  /** What an operator can do about it. */
  private static final Map<String, String> ADVICE =
      Map.of(
          PKCE_NOT_ALLOWED,
          "Turn on PKCE in the settings of the Slack app, or turn off usePkce in the credentials"
              + " of the integration. Then start again.",
          ROTATION_NOT_ENABLED,
          "Turn on token rotation in the settings of the Slack app first.");

  private static final Pattern ERROR = Pattern.compile("[a-z0-9_.]{1,64}");

  private static final Map<String, Kind> KINDS =
      Stream.of(
              kind(
                  Kind.UNAVAILABLE,
                  "ratelimited",
                  "service_unavailable",
                  "fatal_error",
                  "internal_error",
                  "request_timeout",
                  "team_added_to_org",
                  // Until the workspace has moved, or its access is open again.
                  "org_login_required",
                  "accesslimited"),
              kind(
                  Kind.MISCONFIGURED,
                  "invalid_client",
                  "invalid_client_id",
                  "bad_client_secret",
                  "bad_redirect_uri",
                  PKCE_NOT_ALLOWED,
                  "no_scopes",
                  "unsupported_grant_type",
                  ROTATION_NOT_ENABLED,
                  "oauth_authorization_url_mismatch"),
              // Of a verifier too: the journey that it belonged to is over.
              kind(
                  Kind.SPENT_CODE,
                  "invalid_code",
                  "invalid_code_verifier",
                  "invalid_grant",
                  "code_already_used"),
              // The grant is gone: no later try helps, only connecting again.
              kind(
                  Kind.REFUSED,
                  "token_revoked",
                  "token_expired",
                  "invalid_auth",
                  "not_authed",
                  "account_inactive",
                  "authorization_not_found",
                  "invalid_refresh_token"),
              kind(Kind.MISMATCH, "invalid_token", "token_already_exchanged"),
              kind(Kind.DENIED, "access_denied"))
          .flatMap(entries -> entries)
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private SlackErrors() {}

  /** The failure for an error string; one that is not known is a plain refusal. */
  static ProviderException failure(String error) {
    var known = ERROR.matcher(error).matches() ? error : "unknown_error";
    var failure =
        new ProviderException(
            KINDS.getOrDefault(known, Kind.REFUSED), known, "Slack OAuth error: " + known);
    return Optional.ofNullable(ADVICE.get(known)).map(failure::advising).orElse(failure);
  }

  private static Stream<Map.Entry<String, Kind>> kind(Kind kind, String... errors) {
    return Stream.of(errors).map(error -> Map.entry(error, kind));
  }
}
