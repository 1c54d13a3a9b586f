package dev.chatconnect.connection;

import java.time.Instant;
import java.util.Optional;

import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.web.Fields;

/**
 * The {@code auth} of a request.
 *
 * @param refreshToken empty when absent or {@code null}
 * @param dropsRotation whether {@code refreshToken} was sent as {@code null}
 */
public record ConnectionAuth(
    String accessToken,
    Optional<String> refreshToken,
    Optional<Instant> expiresAt,
    Optional<Instant> refreshTokenExpiresAt,
    boolean dropsRotation) {

  static ConnectionAuth read(Fields fields) {
    var auth = fields.requiredObject("auth");
    return new ConnectionAuth(
        auth.requiredString("accessToken"),
        auth.string("refreshToken").filter(token -> !token.isEmpty()),
        auth.time("expiresAt"),
        auth.time("refreshTokenExpiresAt"),
        auth.has("refreshToken") && auth.raw("refreshToken").isEmpty());
  }

  /**
   * These tokens. A refresh token without an end of the access token means: refresh before the
   * first use.
   */
  TokenSet tokens(Instant now) {
    return new TokenSet(
        accessToken,
        refreshToken,
        refreshToken.isPresent() ? expiresAt.or(() -> Optional.of(now)) : expiresAt,
        refreshTokenExpiresAt);
  }

  /** Whether it is what answers show of tokens, which tells nothing of them. */
  boolean isMasked() {
    return accessToken.isEmpty()
        && refreshToken.isEmpty()
        && expiresAt.isEmpty()
        && refreshTokenExpiresAt.isEmpty()
        && !dropsRotation;
  }

  /** Without the tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "ConnectionAuth[]";
  }
}
