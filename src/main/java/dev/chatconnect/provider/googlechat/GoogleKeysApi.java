package dev.chatconnect.provider.googlechat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** Where Google publishes the keys that sign its id_tokens. */
@Path("/oauth2/v3/certs")
interface GoogleKeysApi {

  /** A JWK set (RFC 7517 §5). */
  @GET
  Uni<RestResponse<String>> keys();
}
