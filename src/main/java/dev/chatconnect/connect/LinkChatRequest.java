package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/** The body of {@code POST /v1/integrations/channel-endpoints/link}. */
public record LinkChatRequest(
    String integrationIdentifier,
    String subscriberId,
    Optional<ContextPayload> context,
    Optional<String> contextHash) {

  static LinkChatRequest read(JsonBody body) {
    var fields = Fields.of(body);
    var integration =
        fields.requiredNonEmptyString(
            "integrationIdentifier", "Integration identifier is required");
    var subscriberId =
        fields.requiredNonEmptyString("subscriberId", "subscriberId should not be empty");
    var context = ContextPayload.read(fields, "context");
    var contextHash = fields.string("contextHash");
    fields.verify();
    return new LinkChatRequest(integration, subscriberId, context, contextHash);
  }

  List<String> contextKeys() {
    return context.map(ContextPayload::keys).orElse(List.of());
  }
}
