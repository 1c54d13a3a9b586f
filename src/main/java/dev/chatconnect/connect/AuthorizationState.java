package dev.chatconnect.connect;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.connection.Owner;
import dev.chatconnect.provider.ConnectMode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a journey is about, kept on the server from the URL to the callback. The state that travels
 * is only its name.
 *
 * @param context payload as sent, so that its documents can be made at the end
 * @param contextKeys the exact context, sorted
 * @param connectionIdentifier wanted by the caller
 * @param connectionMode wanted by the caller
 * @param autoLinkUser whether the installer becomes an endpoint of the subscriber; of a journey
 *     that links a user, whether it follows the one that connected the workspace
 * @param returnTo where the browser goes at the end, on the allow-list when the URL was made
 * @param messageOrigin origin of the page that opened a popup for it and may be told the outcome
 * @param byBrowser whether a subscriber's browser started it, without the application's API key
 * @param visit digest of the cookie of the visit that it begins and ends in, see {@link
 *     VisitCookie}; empty where no page of this service started it
 * @param codeVerifier PKCE verifier (RFC 7636 §4.1); never leaves the server
 * @param nonce OpenID Connect nonce
 * @param claimedWorkspace workspace that the answer before claimed, and that whoever is there has
 *     to sign in to now
 */
@RegisterForReflection
public record AuthorizationState(
    String environmentId,
    String integrationId,
    String providerId,
    URI redirectUri,
    ConnectMode mode,
    Optional<String> subscriberId,
    Optional<String> connectionIdentifier,
    Optional<JsonNode> context,
    List<String> contextKeys,
    Optional<ConnectionMode> connectionMode,
    boolean autoLinkUser,
    Optional<URI> returnTo,
    Optional<String> messageOrigin,
    boolean byBrowser,
    Optional<String> visit,
    Optional<String> codeVerifier,
    Optional<String> nonce,
    Optional<String> claimedWorkspace,
    Instant createdAt) {

  /** Whether it links the subscriber's own account, instead of connecting a workspace. */
  boolean linksUser() {
    return mode == ConnectMode.LINK_USER;
  }

  /** The connection that was made just before, where this journey links a user to it. */
  Optional<String> connectedBefore() {
    return linksUser() && autoLinkUser ? connectionIdentifier : Optional.empty();
  }

  /**
   * Whether it may rely on a connection of this owner: a browser's only on the subscriber's own and
   * on those that are shared in exactly its context, an application's on any.
   */
  boolean sees(Owner owner) {
    return !byBrowser
        || (owner.contextKeys().equals(contextKeys)
            && owner.subscriberId().filter(id -> !subscriberId.equals(Optional.of(id))).isEmpty());
  }

  /** The same journey with the proofs that its provider takes. */
  AuthorizationState proven(Optional<String> verifier, Optional<String> newNonce) {
    return with(verifier, newNonce, claimedWorkspace);
  }

  /** The same journey on its way to prove what workspace it is from; without proofs yet. */
  AuthorizationState claiming(String workspace) {
    return with(Optional.empty(), Optional.empty(), Optional.of(workspace));
  }

  private AuthorizationState with(
      Optional<String> verifier, Optional<String> newNonce, Optional<String> workspace) {
    return new AuthorizationState(
        environmentId,
        integrationId,
        providerId,
        redirectUri,
        mode,
        subscriberId,
        connectionIdentifier,
        context,
        contextKeys,
        connectionMode,
        autoLinkUser,
        returnTo,
        messageOrigin,
        byBrowser,
        visit,
        verifier,
        newNonce,
        workspace,
        createdAt);
  }

  /** A journey of the same owner that links the subscriber to a connection; without proofs yet. */
  AuthorizationState linking(String connection, Instant now) {
    return new AuthorizationState(
        environmentId,
        integrationId,
        providerId,
        redirectUri,
        ConnectMode.LINK_USER,
        subscriberId,
        Optional.of(connection),
        context,
        contextKeys,
        connectionMode,
        true,
        returnTo,
        messageOrigin,
        byBrowser,
        visit,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now);
  }

  /** Without its content: this text may end in a log. */
  @Override
  public String toString() {
    return "AuthorizationState[" + providerId + ", " + mode + "]";
  }
}
