package dev.chatconnect.idempotency;

import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.web.Data;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Routes whose every run can be told from the others; runs are counted by the body's id. */
@Singleton
@Path("/v1/test-idempotency")
@RolesAllowed(ApiKeyAuthentication.ROLE)
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

  private final Probe probe;

  ProbeResource(Probe probe) {
    this.probe = probe;
  }

  @POST
  @Operation(hidden = true)
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> create(JsonBody body) {
    return Uni.createFrom().item(() -> run(body));
  }

  @POST
  @Operation(hidden = true)
  @Path("other")
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> createOther(JsonBody body) {
    return create(body);
  }

  @POST
  @Operation(hidden = true)
  @Path("channel/{route: oauth|confirm}")
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> url(JsonBody body) {
    return create(body);
  }

  @POST
  @Operation(hidden = true)
  @Path("channel/token")
  public Uni<Data<Map<String, Object>>> token(JsonBody body) {
    return create(body);
  }

  @PATCH
  @Operation(hidden = true)
  public Uni<Data<Map<String, Object>>> patch(JsonBody body) {
    return create(body);
  }

  @PUT
  @Operation(hidden = true)
  public Uni<Data<Map<String, Object>>> put(JsonBody body) {
    return create(body);
  }

  @GET
  @Operation(hidden = true)
  public Uni<Data<String>> get() {
    return Uni.createFrom().item(() -> new Data<>(UUID.randomUUID().toString()));
  }

  @DELETE
  @Operation(hidden = true)
  public Uni<Response> delete() {
    return Uni.createFrom().item(() -> Response.noContent().build());
  }

  @POST
  @Operation(hidden = true)
  @Path("empty/{id}")
  public Uni<Response> empty(@org.jboss.resteasy.reactive.RestPath String id) {
    return Uni.createFrom()
        .item(
            () -> {
              probe.count(id);
              return Response.noContent().build();
            });
  }

  @POST
  @Operation(hidden = true)
  @Path("validated")
  public Uni<Data<String>> validated(JsonBody body) {
    probe.count(body.json().path("id").asText());
    var fields = Fields.of(body);
    var name = fields.requiredString("name");
    fields.verify();
    return Uni.createFrom().item(new Data<>(name));
  }

  @POST
  @Operation(hidden = true)
  @Path("conflict")
  public Uni<Data<String>> conflict(JsonBody body) {
    probe.count(body.json().path("id").asText());
    return Uni.createFrom().failure(ErrorCode.INTEGRATION_IDENTIFIER_TAKEN.with());
  }

  @POST
  @Operation(hidden = true)
  @Path("crashes-first")
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> crashesFirst(JsonBody body) {
    var answer = run(body);
    return probe.runs(body.json().path("id").asText()) == 1
        ? Uni.createFrom().failure(new IllegalStateException("the first run crashes"))
        : Uni.createFrom().item(answer);
  }

  @POST
  @Operation(hidden = true)
  @Path("unavailable-first")
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> unavailableFirst(JsonBody body) {
    var answer = run(body);
    return probe.runs(body.json().path("id").asText()) == 1
        ? Uni.createFrom().failure(ErrorCode.STORE_UNAVAILABLE.with())
        : Uni.createFrom().item(answer);
  }

  @POST
  @Operation(hidden = true)
  @Path("large")
  public Uni<Data<String>> large(JsonBody body) {
    var id = body.json().path("id").asText();
    probe.count(id);
    return Uni.createFrom().item(new Data<>("x".repeat(300 * 1024)));
  }

  @POST
  @Operation(hidden = true)
  @Path("gated")
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> gated(JsonBody body) {
    var answer = run(body);
    var gate = probe.gate(body.json().path("id").asText());
    // A copy, since cancelling must not reach the gate itself.
    return Uni.createFrom().completionStage(() -> gate.copy()).map(open -> answer);
  }

  @POST
  @Operation(hidden = true)
  @Path("gated-to-the-end")
  @Cancellable(false)
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> gatedToTheEnd(JsonBody body) {
    return gated(body);
  }

  @POST
  @Operation(hidden = true)
  @Path("public")
  @PermitAll
  @ResponseStatus(201)
  public Uni<Data<Map<String, Object>>> open(JsonBody body) {
    // Not by way of create(), which checks the role again.
    return Uni.createFrom().item(() -> run(body));
  }

  private Data<Map<String, Object>> run(JsonBody body) {
    var id = body.json().path("id").asText();
    return new Data<>(
        Map.of("id", id, "run", probe.count(id), "secret", "xoxb-" + UUID.randomUUID()));
  }
}
