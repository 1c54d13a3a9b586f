package dev.chatconnect.provider;

/**
 * What a journey carries besides the state.
 *
 * @param pkce PKCE with S256 (RFC 7636)
 * @param nonce an OpenID Connect nonce
 */
public record Proofs(boolean pkce, boolean nonce) {

  public static final Proofs NONE = new Proofs(false, false);
}
