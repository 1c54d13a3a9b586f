package dev.chatconnect.integration;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/** The body of {@code POST /v1/integrations}. */
record CreateIntegrationRequest(
    String providerId,
    Optional<Channel> channel,
    Optional<String> name,
    Optional<String> identifier,
    Optional<String> environmentId,
    Credentials credentials,
    boolean active,
    IntegrationKind kind,
    Optional<JsonNode> configurations,
    Optional<JsonNode> conditions) {

  static CreateIntegrationRequest read(JsonBody body) {
    var fields = Fields.of(body);
    var name = fields.string("name").filter(text -> !text.isBlank());
    var identifier = fields.string("identifier").filter(text -> !text.isEmpty());
    var environmentId = fields.string("_environmentId").filter(text -> !text.isEmpty());
    var providerId = fields.requiredString("providerId");
    var channel = fields.oneOf("channel", Channel.class);
    var kind = fields.oneOf("kind", IntegrationKind.class).orElse(IntegrationKind.DELIVERY);
    var credentials = CredentialFields.read(fields);
    var active = fields.bool("active").orElse(false);
    fields.bool("check");
    var configurations = KeptAsSent.configurations(fields);
    var conditions = KeptAsSent.conditions(fields);
    fields.verify();
    return new CreateIntegrationRequest(
        providerId,
        kind == IntegrationKind.AGENT ? Optional.empty() : channel,
        name,
        identifier,
        environmentId,
        credentials.orElse(Credentials.NONE),
        active,
        kind,
        configurations,
        conditions);
  }
}
