package dev.chatconnect.connect;

import dev.chatconnect.crypto.Digests;

/** Proof Key for Code Exchange with S256 (RFC 7636). */
final class Pkce {

  private Pkce() {}

  /** The challenge of a verifier (RFC 7636 §4.2), base64url. */
  static String challenge(String verifier) {
    return Digests.sha256Base64Url(verifier);
  }
}
