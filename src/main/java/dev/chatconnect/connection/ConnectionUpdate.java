package dev.chatconnect.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.crypto.Sealed;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;

/**
 * A caller's change of a connection.
 *
 * <p>Rotation data stays unless the caller sends a refresh token or takes it away with {@code
 * null}. An empty access token without a refresh token is what answers show, so it keeps the one
 * that is there. Tokens that stay were granted when they came, and stay what they were: usable or
 * not.
 *
 * @param now when it happens
 */
record ConnectionUpdate(Map<String, Object> workspace, ConnectionAuth auth, Instant now) {

  /** The changed connection. */
  ChannelConnection of(ChannelConnection current) {
    var tokens = tokens(current);
    return current.hasGrantOf(tokens)
        ? current.ofSameGrant(workspace, tokens, grant(current), now)
        : current.renewed(
            current.integrationIdentifier(), workspace, tokens.open(), grant(current), now);
  }

  /** What a browser claimed is the application's word once that names a token. */
  private Grant grant(ChannelConnection current) {
    var named = namesToken() || auth.refreshToken().isPresent();
    return current.grant().claimed(current.grant().claimed() && !named);
  }

  private Sealed<TokenSet> tokens(ChannelConnection current) {
    if (auth.isMasked()) {
      // Unopened: they may be under a key that is gone.
      return current.sealedTokens();
    }
    return Sealed.of(
        auth.refreshToken().isPresent() || (auth.dropsRotation() && namesToken())
            ? auth.tokens(now)
            : beside(current.tokens()));
  }

  /** With what there is where the caller says nothing. */
  private TokenSet beside(TokenSet former) {
    var rotates = former.refreshToken().isPresent() && !auth.dropsRotation();
    var stays = !namesToken() || auth.accessToken().equals(former.accessToken());
    return new TokenSet(
        namesToken() ? auth.accessToken() : former.accessToken(),
        rotates ? former.refreshToken() : Optional.empty(),
        rotates || stays ? auth.expiresAt().or(former::expiresAt) : auth.expiresAt(),
        rotates
            ? auth.refreshTokenExpiresAt().or(former::refreshTokenExpiresAt)
            : auth.refreshTokenExpiresAt());
  }

  private boolean namesToken() {
    return !auth.accessToken().isEmpty();
  }
}
