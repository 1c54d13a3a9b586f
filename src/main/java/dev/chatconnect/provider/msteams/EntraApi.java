package dev.chatconnect.provider.msteams;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The endpoints of Microsoft Entra ID that are used. */
@Path("/")
interface EntraApi {

  /**
   * Exchanges a code (RFC 6749 §4.1.3) where the sign-in page was: a code is good at no other
   * tenant segment.
   */
  @POST
  @Path("organizations/oauth2/v2.0/token")
  Uni<RestResponse<String>> exchange(
      @RestForm("grant_type") String grantType,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret,
      @RestForm("code") String code,
      @RestForm("redirect_uri") String redirectUri,
      @RestForm("scope") String scope,
      @RestForm("code_verifier") @Nullable String codeVerifier);

  /**
   * A token of the app itself (RFC 6749 §4.4), <a
   * href="https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow">
   * client credentials</a>.
   *
   * @param tenant a GUID
   */
  @POST
  @Path("{tenant}/oauth2/v2.0/token")
  Uni<RestResponse<String>> mint(
      @RestPath("tenant") String tenant,
      @RestForm("grant_type") String grantType,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret,
      @RestForm("scope") String scope);

  /** The keys that sign id_tokens of any tenant, as a JWK set (RFC 7517 §5). */
  @GET
  @Path("organizations/discovery/v2.0/keys")
  Uni<RestResponse<String>> keys();
}
