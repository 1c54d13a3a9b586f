package dev.chatconnect.provider.msteams;

import dev.chatconnect.provider.IdClaims;
import dev.chatconnect.provider.IssuerRule;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/**
 * A user of a tenant; both ids together are the identity, since a guest has another {@code oid} in
 * every tenant. Beyond what all id_tokens must be, Entra's are checked as <a
 * href="https://learn.microsoft.com/en-us/entra/identity-platform/claims-validation">Entra asks
 * for</a>.
 *
 * @param objectId the {@code oid}
 */
record TeamsUser(TenantId tenant, String objectId) {

  private static final String TEMPLATE = "{tenantid}";

  /**
   * Entra has an issuer per tenant, and keys that are for one tenant or, as a template, for all.
   *
   * @param authority URL that issuers start with, without a slash at the end
   */
  static IssuerRule issuers(String authority) {
    return (claims, keyIssuer) -> {
      var tenant = tenant(claims);
      var issuer = authority + "/" + tenant.value() + "/v2.0";
      return claims.text("iss").filter(issuer::equals).isPresent()
          && keyIssuer
              .map(template -> template.replace(TEMPLATE, tenant.value()))
              .map(issuer::equals)
              .orElse(true);
    };
  }

  /**
   * The user of validated claims.
   *
   * @throws ProviderException {@link Kind#REFUSED} when they are not Entra's
   */
  static TeamsUser of(IdClaims claims) {
    if (!claims.text("ver").filter("2.0"::equals).isPresent()) {
      throw claims.refused("version");
    }
    if (!claims.has("nbf")) {
      throw claims.refused("invalid");
    }
    return new TeamsUser(
        tenant(claims),
        claims
            .text("oid")
            .filter(TenantId::isGuid)
            .orElseThrow(
                () ->
                    new ProviderException(
                        Kind.REFUSED, "id_token_oid", "MS Teams id_token missing oid claim")));
  }

  private static TenantId tenant(IdClaims claims) {
    return claims.text("tid").flatMap(TenantId::of).orElseThrow(() -> claims.refused("tenant"));
  }
}
