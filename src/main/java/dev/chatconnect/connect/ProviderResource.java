package dev.chatconnect.connect;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.web.Data;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue: which providers there are and what setting one up takes. */
@Path("/v1/providers")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Tag(name = "Providers")
public class ProviderResource {

  private final ProviderCatalog providers;
  private final RedirectUri redirectUri;

  ProviderResource(ProviderCatalog providers, RedirectUri redirectUri) {
    this.providers = providers;
    this.redirectUri = redirectUri;
  }

  /** All providers, by name. */
  @GET
  @Operation(
      operationId = "listProviders",
      summary = "List providers",
      description =
          "What integrations can be made for, by name, with the redirect URI to register with each"
              + " that sends browsers back.")
  public Data<List<ProviderView>> list() {
    return new Data<>(
        providers.descriptors().stream()
            .map(provider -> providers.find(provider.id()).orElseThrow())
            .map(provider -> ProviderView.of(provider, redirectUri.value()))
            .toList());
  }
}
