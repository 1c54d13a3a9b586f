package dev.chatconnect.command;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Kinds of keys and secrets that an operator makes. */
enum KeyKind {
  /** An entry of {@code chat-connect.encryption.keys}. */
  ENCRYPTION,
  /** An entry of {@code chat-connect.environments.<name>.api-keys}. */
  API,
  /** An entry of a webhook's {@code secrets} (Standard Webhooks). */
  WEBHOOK,
  /** A JWK set with one secret (RFC 7518 §6.4) for {@code chat-connect.inbox.token.keys}. */
  SESSION,
  /** What seals the secrets of an export. */
  TRANSFER,
  /** What Telegram signs updates with, where the operator chooses it. */
  TELEGRAM;

  private static final int BYTES = 32;

  /**
   * A new one, with 256 random bits.
   *
   * @param id of keys that have one
   */
  String generate(SecureRandom random, String id) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var base64 = Base64.getEncoder().encodeToString(bytes);
    var base64url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return switch (this) {
      case ENCRYPTION -> id + ':' + base64;
      case API -> HexFormat.of().formatHex(bytes);
      case WEBHOOK -> "whsec_" + base64;
      case SESSION ->
          "{\"keys\":[{\"kty\":\"oct\",\"alg\":\"HS256\",\"kid\":\"%s\",\"k\":\"%s\"}]}"
              .formatted(id, base64url);
      case TRANSFER -> base64;
      case TELEGRAM -> base64url;
    };
  }
}
