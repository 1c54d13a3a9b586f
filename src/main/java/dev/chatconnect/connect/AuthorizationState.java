package dev.chatconnect.connect;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.connection.ConnectionMode;
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
 * @param autoLinkUser whether the installer becomes an endpoint of the subscriber
 * @param returnTo where the browser goes at the end, on the allow-list when the URL was made
 * @param codeVerifier PKCE verifier (RFC 7636 §4.1); never leaves the server
 * @param nonce OpenID Connect nonce
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
    Optional<String> codeVerifier,
    Optional<String> nonce,
    Instant createdAt) {

  /** Without its content: this text may end in a log. */
  @Override
  public String toString() {
    return "AuthorizationState[" + providerId + ", " + mode + "]";
  }
}
