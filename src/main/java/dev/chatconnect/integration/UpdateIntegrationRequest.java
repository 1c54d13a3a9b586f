package dev.chatconnect.integration;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/** The body of {@code PUT /v1/integrations/{integrationId}}; what is absent stays. */
record UpdateIntegrationRequest(
    Optional<String> name,
    Optional<String> identifier,
    Optional<String> environmentId,
    Optional<NewCredentials> credentials,
    Optional<Boolean> active,
    Optional<JsonNode> configurations,
    Optional<JsonNode> conditions) {

  static UpdateIntegrationRequest read(JsonBody body) {
    var fields = Fields.of(body);
    var name = fields.string("name").filter(text -> !text.isBlank());
    var identifier = fields.string("identifier").filter(text -> !text.isEmpty());
    var environmentId = fields.string("_environmentId").filter(text -> !text.isEmpty());
    var active = fields.bool("active");
    var credentials = CredentialFields.readNew(fields);
    fields.bool("check");
    var configurations = KeptAsSent.configurations(fields);
    var conditions = KeptAsSent.conditions(fields);
    fields.verify();
    return new UpdateIntegrationRequest(
        name, identifier, environmentId, credentials, active, configurations, conditions);
  }

  boolean isEmpty() {
    return Stream.of(
            name, identifier, environmentId, credentials, active, configurations, conditions)
        .allMatch(Optional::isEmpty);
  }

  /** The integration with what the request changes. */
  Integration applyTo(Integration current, Instant now) {
    return new Integration(
        current.id(),
        identifier.orElse(current.identifier()),
        name.orElse(current.name()),
        current.providerId(),
        current.channel(),
        current.kind(),
        credentials.map(given -> given.after(current.credentials())).orElse(current.credentials()),
        configurations.or(current::configurations),
        conditions.or(current::conditions),
        active.orElse(current.active()),
        current.primary(),
        current.priority(),
        current.createdAt(),
        now);
  }
}
