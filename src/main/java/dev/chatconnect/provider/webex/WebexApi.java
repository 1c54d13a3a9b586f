package dev.chatconnect.provider.webex;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/** The calls of Webex that are used. */
@Path("/")
interface WebexApi {

  /**
   * Exchanges a code, <a href="https://developer.webex.com/docs/integrations">Integrations</a>.
   *
   * @param redirectUri the same as in the authorization request
   */
  @POST
  @Path("/access_token")
  Uni<RestResponse<String>> exchange(
      @RestForm("grant_type") String grantType,
      @RestForm("code") String code,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret,
      @RestForm("redirect_uri") String redirectUri);

  /** Renews an access token. */
  @POST
  @Path("/access_token")
  Uni<RestResponse<String>> refresh(
      @RestForm("grant_type") String grantType,
      @RestForm("refresh_token") String refreshToken,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret);

  /**
   * Whose token it is, <a href="https://developer.webex.com/docs/api/v1/people/get-my-own-details">
   * Get My Own Details</a>.
   *
   * @param baseUrl instead of the client's own
   * @param authorization {@code Bearer} and the token
   */
  @GET
  @Path("/people/me")
  Uni<RestResponse<String>> me(
      @Url String baseUrl, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
