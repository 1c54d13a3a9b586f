package dev.chatconnect.provider;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What goes into an authorization request (RFC 6749 §4.1.1).
 *
 * @param credentials of the integration
 * @param mode what the journey is for
 * @param redirectUri where the provider sends the browser back to
 * @param state opaque value that the provider echoes
 * @param scope scopes asked for instead of the provider's defaults, verbatim even when empty
 * @param userScope the same for scopes of the user
 * @param codeChallenge PKCE S256 challenge (RFC 7636 §4.2), where {@link ChatProvider#proofs} asks
 *     for one
 * @param nonce OpenID Connect nonce, likewise
 * @param workspaceId the provider's id of the workspace to sign in to: a hint, where a user is to
 *     be linked in it; where one is to be connected, the {@link ChatProvider#claim claim} to prove
 */
public record AuthorizationRequest(
    Credentials credentials,
    ConnectMode mode,
    URI redirectUri,
    String state,
    Optional<List<String>> scope,
    Optional<List<String>> userScope,
    Optional<String> codeChallenge,
    Optional<String> nonce,
    Optional<String> workspaceId) {

  /** Without state and nonce, which are secrets of the journey: this text may end in a log. */
  @Override
  public String toString() {
    return "AuthorizationRequest[" + mode + "]";
  }
}
