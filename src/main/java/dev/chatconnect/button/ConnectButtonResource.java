package dev.chatconnect.button;

import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.page.InlineSource;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The module that defines {@code <chat-connect-button>}. Its plain name is for those who want fixes
 * to arrive by themselves; the name with the digest of its content never changes what it means.
 */
@Path(ConnectButtonResource.ROOT)
public class ConnectButtonResource {

  static final String ROOT = "/v1/assets";
  static final String NAME = "chat-connect-button";

  private static final String JAVASCRIPT = "text/javascript;charset=utf-8";
  private static final int DIGEST_LENGTH = 16;
  private static final long FRESH = Duration.ofHours(1).toSeconds();
  private static final long YEAR = Duration.ofDays(365).toSeconds();

  private final String module = InlineSource.load("/button/chat-connect-button.js").text() + '\n';
  private final String digest = Digests.sha256Hex(module).substring(0, DIGEST_LENGTH);
  private final EntityTag tag = new EntityTag(digest);

  /** The present version; caches ask again after an hour. */
  @GET
  @Path(NAME + ".js")
  @Operation(hidden = true)
  public Response latest(@Context Request request) {
    return answer(request, "public, max-age=" + FRESH);
  }

  /** One version, for good. */
  @GET
  @Path(NAME + ".{digest:[0-9a-f]{16}}.js")
  @Operation(hidden = true)
  public Response exact(String digest, @Context Request request) {
    if (!digest.equals(this.digest)) {
      throw new NotFoundException();
    }
    return answer(request, "public, max-age=" + YEAR + ", immutable");
  }

  private Response answer(Request request, String cacheControl) {
    var unchanged = request.evaluatePreconditions(tag);
    var answer = unchanged == null ? Response.ok(module).type(JAVASCRIPT) : unchanged;
    return answer
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, cacheControl)
        .header(HttpHeaders.CONTENT_LOCATION, ROOT + '/' + NAME + '.' + digest + ".js")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }
}
