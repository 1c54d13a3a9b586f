package dev.chatconnect.provider.msteams;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.Workspace;
import io.smallrye.mutiny.Uni;

/**
 * An administrator's consent. The browser brings nothing but the tenant's name, unsigned, so two
 * things have to be shown: that whoever is there is of that tenant, by signing in, and that the
 * tenant let the app in, by a token that the app gets there. The second alone would let anybody
 * connect a tenant that consented for somebody else.
 */
final class AdminConsent {

  private final EntraTokens tokens;
  private final SignIn signIn;

  AdminConsent(EntraTokens tokens, SignIn signIn) {
    this.tokens = tokens;
    this.signIn = signIn;
  }

  /**
   * The tenant that came back from the consent page, by the browser's word.
   *
   * @throws ProviderException when it is no consent
   */
  TenantId claimed(AuthorizationResponse response) {
    // Nobody is sent on to sign in for an app that could not ask for a token then.
    MsTeamsCredentials.forCalls(response.credentials());
    var tenant =
        TenantId.of(
                response
                    .parameter("tenant")
                    .orElseThrow(
                        () ->
                            refused(
                                "missing_tenant",
                                "Missing tenant parameter from MS Teams admin consent")))
            .orElseThrow(
                () ->
                    refused(
                        "invalid_tenant", "Invalid tenant parameter from MS Teams admin consent"));
    if (!response.parameter("admin_consent").filter("True"::equals).isPresent()) {
      throw refused("consent_not_granted", "Admin consent was not granted");
    }
    return tenant;
  }

  /**
   * Connects the claimed tenant.
   *
   * @return what was connected, or a {@link ProviderException}
   */
  Uni<ProviderResult> confirm(AuthorizationResponse response) {
    var app = MsTeamsCredentials.forCalls(response.credentials());
    var tenant =
        response
            .claimedWorkspace()
            .flatMap(TenantId::of)
            .orElseThrow(
                () -> refused("missing_tenant", "No tenant was claimed before the sign-in"));
    return signIn
        .user(response, SignIn.Purpose.PROOF)
        .invoke(user -> requireMember(user, tenant))
        .chain(() -> tokens.mint(app, tenant, SignIn.Purpose.PROOF.failure()))
        .map(
            minted ->
                new WorkspaceConnected(
                    new Workspace(tenant.value(), Optional.empty(), Optional.empty()),
                    minted,
                    new Grant(
                        List.of(),
                        Optional.of(app.id()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                    Optional.empty()));
  }

  private static void requireMember(TeamsUser user, TenantId tenant) {
    if (!user.tenant().equals(tenant)) {
      throw new ProviderException(
          Kind.MISMATCH,
          "tenant_mismatch",
          "You signed in to another tenant than the one whose administrator consented");
    }
  }

  private static ProviderException refused(String reason, String text) {
    return new ProviderException(Kind.REFUSED, reason, text);
  }
}
