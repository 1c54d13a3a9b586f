package dev.chatconnect.provider;

import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * What a provider can do with the token of a connection. Failures are {@link ProviderException}s.
 */
public interface TokenOperations {

  /** How a token that ends is replaced. */
  enum Renewal {
    /** It does not end, or cannot be replaced. */
    NONE,
    /** With the refresh token that came with it (RFC 6749 §6). */
    REFRESH,
    /** With the app's own credentials (RFC 6749 §4.4); there is no refresh token. */
    MINT
  }

  Renewal renewal();

  /**
   * A new token set for a connection. A refresh token that the provider did not replace is in the
   * new set as well.
   *
   * @param workspaceId the provider's id of the connection's workspace
   * @return the new set; a failure that {@linkplain ProviderException#endsGrant ends the grant}
   *     when the user has to connect again, another when a later try may work
   */
  Uni<TokenSet> renew(Credentials credentials, String workspaceId, TokenSet current);

  /**
   * Whether the integration's app is the one that a grant was given to, as far as that can be told:
   * what a provider refuses another app says nothing of the grant.
   */
  default boolean isAppOf(Credentials credentials, Grant grant) {
    return true;
  }

  /** Asks the provider whether the token works; fails when it does not. */
  Uni<Void> verify(Credentials credentials, TokenSet current);

  /**
   * Takes the grant back at the provider.
   *
   * @return whether the provider took anything back; {@code false} where it knows no such call
   */
  Uni<Boolean> revoke(Credentials credentials, TokenSet current);

  /** Whose tokens end when those of one connection are revoked. */
  enum Reach {
    /** Nobody else's. */
    OWN,
    /** Those of all connections of the integration with the same workspace. */
    WORKSPACE,
    /** Those of all connections of the integration that the same user installed, anywhere. */
    INSTALLER
  }

  /**
   * How far a revocation reaches. Only where less, or something else, is known of a provider it is
   * not the workspace.
   */
  default Reach revocationReach() {
    return Reach.WORKSPACE;
  }

  /**
   * How a token that does not end becomes one that is renewed; empty unless the provider has such a
   * way.
   */
  default Optional<Rotation> rotation() {
    return Optional.empty();
  }

  /** Moves a grant to tokens that end. */
  interface Rotation {

    /**
     * Exchanges a token that does not end. That works once, so it is never retried.
     *
     * @return a set with a refresh token and an end, or a {@link ProviderException}: {@link
     *     ProviderException.Kind#MISCONFIGURED} when the app is not set up for it, {@link
     *     ProviderException.Kind#MISMATCH} when this token cannot be exchanged, now or later
     */
    Uni<TokenSet> begin(Credentials credentials, TokenSet current);
  }
}
