package dev.chatconnect.provider.slack;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The methods of Slack's Web API that are used, and its OpenID Connect keys. */
@Path("/")
interface SlackApi {

  /**
   * Where codes are exchanged and tokens renewed, by forms: <a
   * href="https://docs.slack.dev/reference/methods/oauth.v2.access">oauth.v2.access</a>, <a
   * href="https://docs.slack.dev/authentication/using-token-rotation">token rotation</a>. Slack
   * answers failures with status 200 and {@code "ok": false}. A refresh token is used up.
   */
  String ACCESS = "/api/oauth.v2.access";

  /**
   * Exchanges a code for an id_token, <a
   * href="https://docs.slack.dev/reference/methods/openid.connect.token">openid.connect.token</a>.
   *
   * @param codeVerifier where the authorization request had a challenge
   */
  @POST
  @Path("/api/openid.connect.token")
  Uni<RestResponse<String>> signIn(
      @RestForm("grant_type") String grantType,
      @RestForm("redirect_uri") String redirectUri,
      @RestForm("code") String code,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret,
      @RestForm("code_verifier") @Nullable String codeVerifier);

  /** The keys that sign id_tokens, as a JWK set (RFC 7517 §5). */
  @GET
  @Path("/openid/connect/keys")
  Uni<RestResponse<String>> signingKeys();

  /**
   * Exchanges a token that does not end for one that is rotated, <a
   * href="https://docs.slack.dev/reference/methods/oauth.v2.exchange">oauth.v2.exchange</a>. That
   * works once for a token.
   */
  @POST
  @Path("/api/oauth.v2.exchange")
  Uni<RestResponse<String>> rotate(
      @RestForm("token") String token,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret);

  /**
   * Asks whose token it is, <a href="https://docs.slack.dev/reference/methods/auth.test">auth.test
   * </a>.
   *
   * @param authorization {@code Bearer} and the token
   */
  @POST
  @Path("/api/auth.test")
  Uni<RestResponse<String>> test(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);

  /**
   * Ends a token, <a href="https://docs.slack.dev/reference/methods/auth.revoke">auth.revoke</a>.
   *
   * @param authorization {@code Bearer} and the token
   */
  @POST
  @Path("/api/auth.revoke")
  Uni<RestResponse<String>> revoke(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
