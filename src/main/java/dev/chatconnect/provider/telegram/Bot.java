package dev.chatconnect.provider.telegram;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/**
 * The bot of an integration.
 *
 * @param token secret, the integration's {@code apiToken}
 * @param webhookSecret secret that comes with every update: the integration's {@code
 *     signingSecret}, else one that follows from the token, so that all replicas know it without
 *     keeping it and it changes with the token
 */
record Bot(String token, String webhookSecret) {

  /** Fit for a path, whatever it is. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:_-]{1,256}");

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  private static final String PURPOSE = "chat-connect telegram webhook";

  /**
   * @throws ProviderException {@link Kind#MISCONFIGURED} when the token is missing, or either is
   *     not what it may be
   */
  static Bot of(Credentials credentials) {
    var token =
        credentials
            .text("apiToken")
            .orElseThrow(
                () ->
                    misconfigured(
                        "missing_credentials",
                        "Telegram integration missing required credentials (apiToken)"));
    if (!TOKEN.matcher(token).matches()) {
      throw misconfigured("api_token", "Telegram integration has a malformed apiToken");
    }
    var secret = credentials.text("signingSecret").orElseGet(() -> derived(token));
    if (!SECRET.matcher(secret).matches()) {
      throw misconfigured(
          "signing_secret",
          "Telegram integration: signingSecret may only hold A-Z a-z 0-9 _ - (at most 256)");
    }
    return new Bot(token, secret);
  }

  /** The same where nobody is there to be told what is wrong. */
  static Optional<Bot> find(Credentials credentials) {
    try {
      return Optional.of(of(credentials));
    } catch (ProviderException misconfigured) {
      return Optional.empty();
    }
  }

  /** A name for this bot that gives nothing away. */
  String digest() {
    return Digests.sha256Base64Url(token);
  }

  private static String derived(String token) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Hmac.sha256(token, PURPOSE.getBytes(StandardCharsets.US_ASCII)));
  }

  private static ProviderException misconfigured(String reason, String message) {
    return new ProviderException(Kind.MISCONFIGURED, reason, message);
  }

  /** Without the secrets: this text may end in a log. */
  @Override
  public String toString() {
    return "Bot[]";
  }
}
