package dev.chatconnect.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.chatconnect.redis.StreamEntry;
import dev.chatconnect.time.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The body of a webhook, the same in every attempt.
 *
 * @param timestamp of the event, ISO 8601, UTC
 * @param data JSON of the event's data
 */
@RegisterForReflection
record WebhookPayload(String type, String timestamp, @JsonRawValue String data) {

  static WebhookPayload of(StreamEntry entry) {
    return new WebhookPayload(
        entry.field(EventLog.TYPE).orElseThrow(),
        Timestamps.iso(entry.appendedAt()),
        entry.field(EventLog.DATA).orElse("{}"));
  }
}
