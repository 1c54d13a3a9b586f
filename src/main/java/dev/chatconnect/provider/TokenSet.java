package dev.chatconnect.provider;

import java.time.Instant;
import java.util.Optional;

/**
 * Tokens of a grant (RFC 6749 §5.1).
 *
 * @param accessToken secret
 * @param refreshToken secret; present where the provider rotates
 * @param expiresAt when the access token ends; never when empty
 * @param refreshTokenExpiresAt when the refresh token ends
 */
public record TokenSet(
    String accessToken,
    Optional<String> refreshToken,
    Optional<Instant> expiresAt,
    Optional<Instant> refreshTokenExpiresAt) {

  /**
   * These tokens, with the refresh token of their predecessor where they came without one (RFC 6749
   * §6).
   */
  public TokenSet orKeep(TokenSet predecessor) {
    return refreshToken.isPresent()
        ? this
        : new TokenSet(
            accessToken,
            predecessor.refreshToken(),
            expiresAt,
            refreshTokenExpiresAt.or(predecessor::refreshTokenExpiresAt));
  }

  /** Without the tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "TokenSet[expiresAt=" + expiresAt + "]";
  }
}
