package dev.chatconnect.provider;

import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.provider.ProviderException.Kind;

/** What a token endpoint means by an error (RFC 6749 §5.2, and §4.1.2.1 for those sent besides). */
public final class OAuthRefusals {

  private static final Pattern ERROR = Pattern.compile("[a-z0-9_.-]{1,64}");

  private static final Map<String, Kind> KINDS =
      Map.of(
          "invalid_grant", Kind.SPENT_CODE,
          "access_denied", Kind.DENIED,
          "invalid_client", Kind.MISCONFIGURED,
          "unauthorized_client", Kind.MISCONFIGURED,
          "unsupported_grant_type", Kind.MISCONFIGURED,
          "invalid_scope", Kind.MISCONFIGURED,
          // Of Google: what RFC 6749 §5.2 counts as invalid_grant.
          "redirect_uri_mismatch", Kind.MISCONFIGURED,
          "server_error", Kind.UNAVAILABLE,
          "temporarily_unavailable", Kind.UNAVAILABLE);

  private OAuthRefusals() {}

  /**
   * The failure for an answer with a status of 400 or more. What the provider writes for developers
   * is not repeated: it may quote what was sent.
   *
   * @param what what failed, for people, for example {@code Webex token refresh failed}
   * @throws ProviderException {@link Kind#INVALID_ANSWER} when the answer is not JSON
   */
  public static ProviderException of(ProviderAnswer answer, String what) {
    var sent = answer.json(JsonNode.class).path("error");
    var error = sent.isTextual() ? sent.textValue() : "";
    if (!ERROR.matcher(error).matches()) {
      return ofStatus(answer, what);
    }
    return new ProviderException(
        KINDS.getOrDefault(error, Kind.REFUSED), error, text(answer, what, error));
  }

  /** The failure for an answer with a status of 400 or more whose body tells nothing. */
  public static ProviderException ofStatus(ProviderAnswer answer, String what) {
    var reason = "http_" + answer.status();
    return new ProviderException(Kind.REFUSED, reason, text(answer, what, "refused"));
  }

  private static String text(ProviderAnswer answer, String what, String error) {
    return what + " (HTTP " + answer.status() + "): " + error;
  }
}
