package dev.chatconnect.provider.msteams;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.provider.TokenSet;
import io.smallrye.mutiny.Uni;

/**
 * App-only tokens: they live for about an hour and new ones are made from the app's own
 * credentials. There is nothing to revoke; an administrator removes the app in Entra.
 */
final class MsTeamsTokens implements TokenOperations {

  private final EntraTokens entra;
  private final ProviderCalls<GraphApi> graph;

  MsTeamsTokens(EntraTokens entra, ProviderCalls<GraphApi> graph) {
    this.entra = entra;
    this.graph = graph;
  }

  @Override
  public Renewal renewal() {
    return Renewal.MINT;
  }

  @Override
  public Uni<TokenSet> renew(Credentials credentials, String workspaceId, TokenSet current) {
    return Uni.createFrom()
        .<TokenSet>deferred(
            () ->
                entra.mint(
                    MsTeamsCredentials.forCalls(credentials),
                    TenantId.of(workspaceId)
                        .orElseThrow(
                            () ->
                                new ProviderException(
                                    Kind.MISCONFIGURED,
                                    "invalid_tenant",
                                    "The connection's workspace is not a tenant of Microsoft")),
                    "MS Teams token could not be renewed"))
        .onFailure(MsTeamsTokens::isOutOfTenant)
        .transform(MsTeamsTokens::consentWithdrawn);
  }

  /** Entra says of a mistyped client id what it says of an app that was put out of the tenant. */
  @Override
  public boolean isAppOf(Credentials credentials, Grant grant) {
    return grant.appId().equals(credentials.text("clientId")) || grant.appId().isEmpty();
  }

  private static boolean isOutOfTenant(Throwable failure) {
    return failure instanceof ProviderException refusal
        && refusal.reason().equals(EntraErrors.NOT_IN_TENANT);
  }

  /** It was in the tenant when the tenant was connected. */
  private static ProviderException consentWithdrawn(Throwable failure) {
    return new ProviderException(
        Kind.REFUSED, EntraErrors.NOT_IN_TENANT, ((ProviderException) failure).message());
  }

  /** Asks Graph for what no permission may have been granted for: only a 401 is about the token. */
  @Override
  public Uni<Void> verify(Credentials credentials, TokenSet current) {
    return graph
        .call(
            "organization",
            api -> api.organization("Bearer " + current.accessToken(), "id"),
            answer -> {
              if (answer.status() == 401) {
                throw new ProviderException(
                    Kind.REFUSED, "invalid_token", "Microsoft Graph did not accept the token");
              }
              if (answer.status() >= 400 && answer.status() != 403) {
                throw answer.senseless("http_" + answer.status());
              }
              return answer;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> revoke(Credentials credentials, TokenSet current) {
    return Uni.createFrom().item(false);
  }
}
