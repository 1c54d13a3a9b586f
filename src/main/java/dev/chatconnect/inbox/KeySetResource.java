package dev.chatconnect.inbox;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The public keys with which anyone can verify session tokens. */
@Path("/v1/inbox/.well-known/jwks.json")
@PermitAll
@Tag(name = "Subscriber sessions")
public class KeySetResource {

  /** A retired key is in use for as long as a session lasts; a new one must be seen sooner. */
  private static final String FIVE_MINUTES = "public, max-age=300";

  private final SessionKeyRing keys;

  KeySetResource(SessionKeyRing keys) {
    this.keys = keys;
  }

  /**
   * A JWK set (RFC 7517 §5).
   *
   * @param keys public halves; empty where tokens are signed with secrets
   */
  @Schema(requiredProperties = "keys")
  public record KeySet(List<Map<String, Object>> keys) {}

  /** The keys as a JWK set. */
  @GET
  @Operation(
      operationId = "getSessionKeys",
      summary = "Get the public keys of session tokens",
      description = "A JWK set (RFC 7517), empty where tokens are signed with a secret.")
  public Uni<RestResponse<KeySet>> get() {
    return Uni.createFrom()
        .item(
            ResponseBuilder.ok(new KeySet(keys.published()))
                .header("Cache-Control", FIVE_MINUTES)
                .build());
  }
}
