package dev.chatconnect.provider.googlechat;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Google's token endpoint. */
@Path("/token")
interface GoogleTokenApi {

  /**
   * Exchanges a code, <a
   * href="https://developers.google.com/identity/openid-connect/openid-connect#exchangecode">
   * exchange code</a>.
   */
  @POST
  Uni<RestResponse<String>> exchange(
      @RestForm("grant_type") String grantType,
      @RestForm("code") String code,
      @RestForm("client_id") String clientId,
      @RestForm("client_secret") String clientSecret,
      @RestForm("redirect_uri") String redirectUri,
      @RestForm("code_verifier") @Nullable String codeVerifier);
}
