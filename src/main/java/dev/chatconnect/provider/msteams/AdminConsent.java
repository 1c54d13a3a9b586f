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
 * An administrator's consent. The browser brings nothing but the tenant's name, unsigned, so
 * consent is believed only once the app can get a token in that tenant.
 */
final class AdminConsent {

  private final EntraTokens tokens;

  AdminConsent(EntraTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Confirms what came back from the consent page.
   *
   * @throws ProviderException when it is no consent
   */
  Uni<ProviderResult> confirm(AuthorizationResponse response) {
    var app = MsTeamsCredentials.forCalls(response.credentials());
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
    return tokens
        .mint(app, tenant, "MS Teams admin consent could not be confirmed")
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

  private static ProviderException refused(String reason, String text) {
    return new ProviderException(Kind.REFUSED, reason, text);
  }
}
