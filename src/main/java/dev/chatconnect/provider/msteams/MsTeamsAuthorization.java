package dev.chatconnect.provider.msteams;

import java.net.URI;

import dev.chatconnect.provider.AuthorizationRequest;
import dev.chatconnect.provider.AuthorizationUrl;
import dev.chatconnect.provider.ProviderException;

/**
 * The pages where an administrator <a
 * href="https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent">consents for a
 * tenant</a> and where that administrator, or a user to be linked, <a
 * href="https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow">signs
 * in</a>. Asked-for scopes are ignored: what the app may do is set up in Entra.
 */
final class MsTeamsAuthorization {

  /** The scope {@code profile} makes Entra tell the user's {@code oid}. */
  static final String LINK_SCOPE = "openid profile User.Read";

  /** Who administers a tenant need not let the app read anything of theirs to say so. */
  static final String PROOF_SCOPE = "openid profile";

  private final URI authority;
  private final String graphScope;

  MsTeamsAuthorization(URI authority, String graphScope) {
    this.authority = authority;
    this.graphScope = graphScope;
  }

  /**
   * @throws ProviderException when a credential is missing
   */
  String url(AuthorizationRequest request) {
    var clientId = MsTeamsCredentials.forJourney(request.credentials()).id();
    return switch (request.mode()) {
      case CONNECT ->
          request.workspaceId().isPresent()
              ? signIn(request, clientId, PROOF_SCOPE).with("prompt", "select_account").build()
              : consent(request, clientId);
      case LINK_USER -> signIn(request, clientId, LINK_SCOPE).build();
    };
  }

  private String consent(AuthorizationRequest request, String clientId) {
    return AuthorizationUrl.of(authority, "/organizations/v2.0/adminconsent")
        .with("client_id", clientId)
        .with("redirect_uri", request.redirectUri().toString())
        .with("scope", graphScope)
        .with("state", request.state())
        .build();
  }

  /**
   * At no tenant's own page, where guests of the tenant could sign in as well: here everyone's
   * token names the tenant that they are from. Who proves a consent chooses an account on a page,
   * however often they signed in before: the consent that led there may be none of theirs, and a
   * browser that was merely sent there must not pass by itself.
   */
  private AuthorizationUrl signIn(AuthorizationRequest request, String clientId, String scope) {
    return AuthorizationUrl.of(authority, "/organizations/oauth2/v2.0/authorize")
        .with("client_id", clientId)
        .with("response_type", "code")
        .with("redirect_uri", request.redirectUri().toString())
        .with("scope", scope)
        .with("state", request.state())
        .with("response_mode", "query")
        .with("nonce", request.nonce())
        .with("code_challenge", request.codeChallenge())
        .with("code_challenge_method", request.codeChallenge().map(challenge -> "S256"));
  }
}
