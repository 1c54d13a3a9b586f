package dev.chatconnect.integration;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.web.Timestamps;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An integration as the API shows it. Credentials go in and never come out.
 *
 * @param credentials always empty, kept for older clients
 */
@Schema(name = "Integration")
public record IntegrationView(
    @JsonProperty("_id") String id,
    @JsonProperty("_environmentId") String environmentId,
    @JsonProperty("_organizationId") String organizationId,
    String name,
    String identifier,
    String providerId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String channel,
    String kind,
    Map<String, Object> credentials,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(type = SchemaType.OBJECT)
        @Nullable JsonNode configurations,
    boolean active,
    boolean primary,
    int priority,
    @Schema(type = SchemaType.ARRAY) Object conditions,
    boolean deleted,
    String createdAt,
    String updatedAt) {

  static IntegrationView of(Environment environment, Integration integration) {
    return new IntegrationView(
        integration.id(),
        environment.id(),
        environment.organizationId(),
        integration.name(),
        integration.identifier(),
        integration.providerId(),
        integration.channel().orElse(null),
        integration.kind(),
        Map.of(),
        integration.configurations().orElse(null),
        integration.active(),
        integration.primary(),
        integration.priority(),
        integration.conditions().<Object>map(conditions -> conditions).orElse(List.of()),
        false,
        Timestamps.iso(integration.createdAt()),
        Timestamps.iso(integration.updatedAt()));
  }
}
