package dev.chatconnect.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.redis.StreamEntry;
import dev.chatconnect.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log.
 *
 * @param id of the event; the {@code webhook-id} of its webhooks
 * @param timestamp when it became true, ISO 8601, UTC
 * @param outcome {@code success} or {@code failure}
 * @param data as the type demands
 */
@Schema(
    name = "AuditEntry",
    requiredProperties = {"id", "type", "timestamp", "actor", "outcome", "data"})
public record AuditEntry(
    @Schema(description = "Of the event; the `webhook-id` of its webhooks.") String id,
    @Schema(ref = "EventType") String type,
    @Schema(format = "date-time") String timestamp,
    By actor,
    @Schema(enumeration = {"success", "failure"}) String outcome,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String connectionIdentifier,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subscriberId,
    @Schema(ref = "EventData") JsonNode data) {

  /** Who did it, as far as the service knows. */
  @Schema(name = "AuditActor", requiredProperties = "type")
  public record By(
      @Schema(
              enumeration = {
                "api_key",
                "subscriber",
                "journey",
                "sweep",
                "provider",
                "command",
                "service"
              },
              description = "Kind of actor.")
          String type,
      @Schema(
              description =
                  "The subscriber, the provider, the command, or the number of the API key: its place among the environment's keys at that time.")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String id) {}

  /** The outward form of an entry of the stream. */
  static AuditEntry of(StreamEntry entry, JsonNode data) {
    var actor = Actor.parse(entry.field(EventLog.ACTOR).orElse(""));
    return new AuditEntry(
        entry.field(EventLog.ID).orElse(entry.id()),
        entry.field(EventLog.TYPE).orElse(""),
        Timestamps.iso(entry.appendedAt()),
        new By(actor.kind().wire(), actor.id().orElse(null)),
        entry.field(EventLog.OUTCOME).orElse(""),
        entry.field(EventLog.CONNECTION).orElse(null),
        entry.field(EventLog.SUBSCRIBER).orElse(null),
        data);
  }
}
