package dev.chatconnect.provider.msteams;

import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.IdTokens;
import dev.chatconnect.provider.ProviderException;
import io.smallrye.mutiny.Uni;

/** Finds out who came back from the sign-in page. */
final class SignIn {

  private final EntraTokens tokens;
  private final IdTokens idTokens;

  SignIn(EntraTokens tokens, IdTokens idTokens) {
    this.tokens = tokens;
    this.idTokens = idTokens;
  }

  /** What somebody signs in for. */
  enum Purpose {
    /** To show that they are of the tenant which is to be connected. */
    PROOF(
        MsTeamsAuthorization.PROOF_SCOPE,
        "MS Teams admin consent could not be confirmed",
        "Missing authorization code from the sign-in after MS Teams admin consent"),
    /** To be linked. */
    LINK(
        MsTeamsAuthorization.LINK_SCOPE,
        "MS Teams user linking failed",
        "Missing authorization code for link_user mode");

    private final String scope;
    private final String failure;
    private final String withoutCode;

    Purpose(String scope, String failure, String withoutCode) {
      this.scope = scope;
      this.failure = failure;
      this.withoutCode = withoutCode;
    }

    /** The start of the message when it fails. */
    String failure() {
      return failure;
    }
  }

  /**
   * The user whom the code in an answer stands for.
   *
   * @return the user, or a {@link ProviderException}
   */
  Uni<TeamsUser> user(AuthorizationResponse response, Purpose purpose) {
    var app = MsTeamsCredentials.forCalls(response.credentials());
    var code = response.requireCode(purpose.withoutCode);
    return tokens
        .idToken(app, code, response, purpose.scope, purpose.failure)
        .chain(token -> idTokens.validate(token, app.id(), response.nonce()))
        .map(TeamsUser::of);
  }
}
