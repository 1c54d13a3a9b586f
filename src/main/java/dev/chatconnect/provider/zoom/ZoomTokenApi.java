package dev.chatconnect.provider.zoom;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Zoom's <a href="https://developers.zoom.us/docs/integrations/oauth/">OAuth 2.0</a>
 * that are used. The app authenticates with {@code Basic} (RFC 6749 §2.3.1).
 */
@Path("/oauth")
interface ZoomTokenApi {

  /**
   * Exchanges a code, which lives five minutes.
   *
   * @param redirectUri the same as in the authorization request
   * @param codeVerifier where the authorization request had a challenge
   */
  @POST
  @Path("/token")
  Uni<RestResponse<String>> exchange(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String app,
      @RestForm("grant_type") String grantType,
      @RestForm("code") String code,
      @RestForm("redirect_uri") String redirectUri,
      @RestForm("code_verifier") @Nullable String codeVerifier);

  /** Renews an access token; the refresh token is used up. */
  @POST
  @Path("/token")
  Uni<RestResponse<String>> refresh(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String app,
      @RestForm("grant_type") String grantType,
      @RestForm("refresh_token") String refreshToken);

  /** Ends an access token (RFC 7009), answered with {@code {"status":"success"}}. */
  @POST
  @Path("/revoke")
  Uni<RestResponse<String>> revoke(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String app, @RestForm("token") String token);
}
