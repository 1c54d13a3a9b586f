package dev.chatconnect.integration;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An integration as the API shows it. Credentials go in and never come out.
 *
 * @param credentials always empty, kept for older clients
 */
@Schema(
    name = "Integration",
    requiredProperties = {
      "_id",
      "_environmentId",
      "_organizationId",
      "name",
      "identifier",
      "providerId",
      "kind",
      "credentials",
      "active",
      "primary",
      "priority",
      "conditions",
      "deleted",
      "createdAt",
      "updatedAt"
    })
public record IntegrationView(
    @JsonProperty("_id") String id,
    @JsonProperty("_environmentId") String environmentId,
    @JsonProperty("_organizationId") String organizationId,
    String name,
    String identifier,
    String providerId,
    @Schema(ref = "Channel") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String channel,
    @Schema(enumeration = {"delivery", "agent"}) String kind,
    @Schema(description = "Always empty.") Map<String, Object> credentials,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(ref = "Configurations")
        @Nullable JsonNode configurations,
    boolean active,
    boolean primary,
    int priority,
    @Schema(ref = "Conditions") Object conditions,
    boolean deleted,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String updatedAt) {

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
