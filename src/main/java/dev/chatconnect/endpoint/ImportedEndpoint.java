package dev.chatconnect.endpoint;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * An endpoint as another environment, or another service, had it.
 *
 * @param providerId of the integration; not compared when empty
 * @param granted whether a provider granted it in a journey
 */
public record ImportedEndpoint(
    CreateEndpointRequest request,
    Optional<String> providerId,
    boolean granted,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {

  /** Identifier of the integration that it belongs to. */
  public String integrationIdentifier() {
    return request.integrationIdentifier();
  }

  static ImportedEndpoint read(ObjectNode json) {
    var body = new JsonBody(json);
    var fields = Fields.of(body);
    var context = ContextPayload.readKeys(fields, "contextKeys");
    var providerId = fields.string("providerId");
    var granted = fields.bool("granted").orElse(false);
    var createdAt = fields.time("createdAt");
    var updatedAt = fields.time("updatedAt");
    fields.verify();
    // What a caller sends as an object, records show as keys.
    json.remove("context");
    context.ifPresent(payload -> json.set("context", payload.raw()));
    return new ImportedEndpoint(
        CreateEndpointRequest.read(body), providerId, granted, createdAt, updatedAt);
  }
}
