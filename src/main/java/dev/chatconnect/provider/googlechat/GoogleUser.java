package dev.chatconnect.provider.googlechat;

import java.util.Map;
import java.util.regex.Pattern;

import dev.chatconnect.provider.IdClaims;
import dev.chatconnect.provider.IssuerRule;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderResult.UserIdentified;

/** Who a validated id_token is about. */
final class GoogleUser {

  static final String ENDPOINT = "google_chat_user";

  /** At most 255 characters of ASCII by Google's word; it becomes part of a resource name. */
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._~-]{1,255}");

  private GoogleUser() {}

  /**
   * The issuer, which legacy implementations get <a
   * href="https://developers.google.com/identity/openid-connect/reference">without its scheme</a>.
   *
   * @param accountsUrl of Google, without a slash at the end
   */
  static IssuerRule issuers(String accountsUrl) {
    return IssuerRule.oneOf(accountsUrl, accountsUrl.replaceFirst("^https?://", ""));
  }

  /**
   * The user as Google Chat <a
   * href="https://developers.google.com/workspace/chat/api/reference/rest/v1/User">names
   * people</a>, by the id that every Google API knows them by; the workspace is the domain of their
   * organisation, which private accounts lack.
   *
   * @throws ProviderException when the claims lack the user
   */
  static UserIdentified of(IdClaims claims) {
    var subject =
        claims
            .text("sub")
            .filter(id -> SUBJECT.matcher(id).matches())
            .orElseThrow(() -> claims.refused("subject"));
    return new UserIdentified(
        new PlatformUser(ENDPOINT, Map.of("userId", "users/" + subject)),
        claims.text("hd").stream().toList());
  }
}
