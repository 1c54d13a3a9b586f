package dev.chatconnect.provider;

import java.time.Duration;
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

  /** Beyond it, what a provider says of the life of a token is a mistake of its own. */
  private static final long LONGEST_LIFE = Duration.ofDays(3650).toSeconds();

  /**
   * When a token ends that was issued at this time.
   *
   * @param seconds life of the token as the provider told it; nonsense is brought within bounds, so
   *     that it cannot break what is done with the tokens
   */
  public static Instant end(Instant issued, long seconds) {
    return issued.plusSeconds(Math.max(0, Math.min(seconds, LONGEST_LIFE)));
  }

  /**
   * The refresh token, without which there is nothing to renew with.
   *
   * @param provider its name, for the message
   * @throws ProviderException {@link ProviderException.Kind#REFUSED}
   */
  public String requireRefreshToken(String provider) {
    return refreshToken.orElseThrow(
        () ->
            new ProviderException(
                ProviderException.Kind.REFUSED,
                "missing_refresh_token",
                provider + " gave no refresh token with this token"));
  }

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

  /**
   * Whether these are tokens of the grant that others are of: another end of a token, or its
   * refresh token taken away, makes no other grant of it.
   */
  public boolean isOfGrant(TokenSet others) {
    return accessToken.equals(others.accessToken)
        && (refreshToken.isEmpty() || refreshToken.equals(others.refreshToken));
  }

  /** Whether the tokens are those of others, whatever is told of their ends. */
  public boolean hasTokensOf(TokenSet others) {
    return accessToken.equals(others.accessToken) && refreshToken.equals(others.refreshToken);
  }

  /** Without the tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "TokenSet[expiresAt=" + expiresAt + "]";
  }
}
