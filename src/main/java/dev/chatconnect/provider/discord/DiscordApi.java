package dev.chatconnect.provider.discord;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The calls of Discord that are used, <a
 * href="https://discord.com/developers/docs/topics/oauth2">OAuth2</a>. Its token endpoints take
 * forms only.
 */
@Path("/api")
interface DiscordApi {

  /**
   * Exchanges a code.
   *
   * @param redirectUri the same as in the authorization request
   */
  @POST
  @Path("/oauth2/token")
  Uni<RestResponse<String>> exchange(
      @RestForm("grant_type") String grantType,
      @RestForm("code") String code,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret,
      @RestForm("redirect_uri") String redirectUri);

  /** Renews an access token. */
  @POST
  @Path("/oauth2/token")
  Uni<RestResponse<String>> refresh(
      @RestForm("grant_type") String grantType,
      @RestForm("refresh_token") String refreshToken,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret);

  /** Takes a grant back (RFC 7009): all tokens of the user for this app end with this one. */
  @POST
  @Path("/oauth2/token/revoke")
  Uni<RestResponse<String>> revoke(
      @RestForm("token") String token,
      @RestForm("token_type_hint") String hint,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret);

  /**
   * What a token stands for; takes one of any scope.
   *
   * @param authorization {@code Bearer} and the token
   */
  @GET
  @Path("/oauth2/@me")
  Uni<RestResponse<String>> authorization(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

  /** Whose token it is, <a href="https://discord.com/developers/docs/resources/user">User</a>. */
  @GET
  @Path("/users/@me")
  Uni<RestResponse<String>> me(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

  /** Servers that the user is a member of: 200 at most, which is as many as one can join. */
  @GET
  @Path("/users/@me/guilds")
  Uni<RestResponse<String>> guilds(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
