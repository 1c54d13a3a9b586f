package dev.chatconnect.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What came back to the redirect URI (RFC 6749 §4.1.2) of a journey whose state was valid and whose
 * answer is not an error.
 *
 * @param credentials of the integration
 * @param mode what the journey is for
 * @param redirectUri the same as in the request, byte for byte
 * @param parameters of the query, without the state
 * @param codeVerifier PKCE verifier (RFC 7636 §4.1), where a challenge was sent
 * @param nonce OpenID Connect nonce, where one was sent
 * @param claimedWorkspace the {@link ChatProvider#claim claim} that this answer is to prove
 */
public record AuthorizationResponse(
    Credentials credentials,
    ConnectMode mode,
    URI redirectUri,
    Map<String, String> parameters,
    Optional<String> codeVerifier,
    Optional<String> nonce,
    Optional<String> claimedWorkspace) {

  public AuthorizationResponse {
    parameters = Map.copyOf(parameters);
  }

  /** An answer that has no claim to prove. */
  public AuthorizationResponse(
      Credentials credentials,
      ConnectMode mode,
      URI redirectUri,
      Map<String, String> parameters,
      Optional<String> codeVerifier,
      Optional<String> nonce) {
    this(credentials, mode, redirectUri, parameters, codeVerifier, nonce, Optional.empty());
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The code, without which there is nothing to exchange.
   *
   * @throws ProviderException {@link ProviderException.Kind#REFUSED}
   */
  public String requireCode() {
    return requireCode("Missing required parameter: code");
  }

  /** The same in other words. */
  public String requireCode(String message) {
    return parameter("code")
        .orElseThrow(
            () -> new ProviderException(ProviderException.Kind.REFUSED, "missing_code", message));
  }

  /**
   * Requires that an answer which names its issuer (RFC 9207 §2.4) names the one that was asked:
   * the code of another must not be sent anywhere.
   *
   * @throws ProviderException {@link ProviderException.Kind#REFUSED}
   */
  public void requireIssuer(String issuer) {
    if (parameter("iss").filter(named -> !named.equals(issuer)).isPresent()) {
      throw new ProviderException(
          ProviderException.Kind.REFUSED,
          "issuer_mismatch",
          "The answer came from another issuer than the one that was asked");
    }
  }

  /** Without parameters and proofs: this text may end in a log. */
  @Override
  public String toString() {
    return "AuthorizationResponse[" + mode + "]";
  }
}
