package dev.chatconnect.transfer;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.environment.CurrentEnvironment;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.web.BodyLimits;
import dev.chatconnect.web.QueryFields;
import dev.chatconnect.web.SecurityHeaders;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Connections and endpoints of the caller's environment, as lines of JSON. */
@Path(BodyLimits.STREAMED)
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Tag(name = "Transfer")
public class TransferResource {

  private static final String LINES = "application/x-ndjson";

  private final Export export;
  private final LineReader reader;
  private final RecordWriter writer;
  private final TransferAudit audit;
  private final TransferKeys keys;
  private final SecurityHeaders security;
  private final CurrentEnvironment current;
  private final CurrentActor actor;

  TransferResource(
      Export export,
      LineReader reader,
      RecordWriter writer,
      TransferAudit audit,
      TransferKeys keys,
      SecurityHeaders security,
      CurrentEnvironment current,
      CurrentActor actor) {
    this.export = export;
    this.reader = reader;
    this.writer = writer;
    this.audit = audit;
    this.keys = keys;
    this.security = security;
    this.current = current;
    this.actor = actor;
  }

  /** All connections and endpoints. */
  @GET
  @Produces(LINES)
  @Operation(
      operationId = "exportRecords",
      summary = "Export connections and endpoints",
      description =
          "One JSON object per line, oldest first, between a line of kind `begin` and one of kind `end`; what comes without an `end` was cut off. A record whose secrets cannot be decrypted any more comes without them and with `\"unreadable\": true`, one that cannot be read at all with nothing else but its identifier; `end` has their number. Holds no secret unless `secrets=encrypted` and the header `Chat-Connect-Transfer-Key` (32 bytes, base64) are sent.")
  @APIResponse(
      responseCode = "200",
      description = "The records",
      content =
          @Content(
              mediaType = LINES,
              schema =
                  @Schema(
                      implementation = String.class,
                      description = "One JSON object per line.")))
  public Multi<ObjectNode> export(
      UriInfo uri, @Context HttpHeaders headers, @Context HttpServerResponse response) {
    var query = QueryFields.of(uri);
    var secrets = query.oneOf("secrets", SecretsMode.class).orElse(SecretsMode.NONE);
    query.verify();
    var seal = secrets == SecretsMode.ENCRYPTED ? keys.requiredSeal(headers) : Seal.NONE;
    security.addTo(response::putHeader);
    return export.of(current.get(), actor.get(), secrets, seal);
  }

  /** Takes what {@link #export} gave, or rows of Novu. */
  @POST
  @Consumes({LINES, "application/jsonl", "application/octet-stream"})
  @Produces(LINES)
  @Operation(
      operationId = "importRecords",
      summary = "Import connections and endpoints",
      description =
          "Takes the lines of an export, or rows of Novu's collection `channelconnections`, and answers a line for each: `created`, `updated`, `unchanged` or `failed` with a `reason`; then a summary. Importing twice changes nothing. Read the answer while you send.")
  @APIResponse(
      responseCode = "200",
      description = "What became of each line, and a summary",
      content =
          @Content(
              mediaType = LINES,
              schema =
                  @Schema(
                      implementation = String.class,
                      description = "One JSON object per line.")))
  public Multi<ObjectNode> take(
      UriInfo uri,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request,
      @Context HttpServerResponse response) {
    var query = QueryFields.of(uri);
    var dryRun = query.bool("dryRun").orElse(false);
    var failuresOnly = query.bool("failuresOnly").orElse(false);
    query.verify();
    var options =
        new ImportOptions(
            keys.seal(headers), new NovuSecrets(keys.novu(headers)), dryRun, failuresOnly);
    security.addTo(response::putHeader);
    var body =
        io.vertx.mutiny.core.http.HttpServerRequest.newInstance(request)
            .toMulti()
            .map(io.vertx.mutiny.core.buffer.Buffer::getDelegate);
    return new Import(reader, writer, audit, current.get(), actor.get(), options).of(body);
  }
}
