package dev.chatconnect.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatconnect.context.ActingContext;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.web.CommandFields;
import dev.chatconnect.web.JsonBody;

/** The body of {@code POST /v1/channel-endpoints}; every broken rule is reported with its field. */
public record CreateEndpointRequest(
    Optional<String> identifier,
    String integrationIdentifier,
    Optional<String> connectionIdentifier,
    String subscriberId,
    ActingContext context,
    EndpointType type,
    JsonNode endpoint) {

  private static final JsonNode EMPTY = TextNode.valueOf("");
  private static final String COMMAND = "CreateChannelEndpointCommand";

  /** Reads the body. */
  public static CreateEndpointRequest read(JsonBody body) {
    var fields = CommandFields.of(body, COMMAND);
    var identifier = fields.string("identifier").filter(text -> !text.isEmpty());
    fields.requireIdentifier("identifier");
    var integration = fields.requiredString("integrationIdentifier");
    var connection = fields.string("connectionIdentifier").filter(text -> !text.isEmpty());
    fields.requireIdentifier("connectionIdentifier");
    var subscriberId = fields.requiredString("subscriberId");
    if (fields.raw("subscriberId").filter(EMPTY::equals).isPresent()) {
      fields.reject("subscriberId", List.of("subscriberId should not be empty"));
    }
    fields.requireShort("subscriberId");
    var context = ActingContext.of(fields.read("context", ContextPayload::read), Optional.empty());
    var type = fields.requiredOneOf("type", EndpointType.class);
    fields.bool("createSubscriberIfMissing");
    var endpoint = endpoint(fields, type);
    fields.verify();
    return new CreateEndpointRequest(
        identifier,
        integration,
        connection,
        subscriberId,
        context,
        type.orElseThrow(),
        endpoint.orElse(NullNode.instance));
  }

  private static Optional<JsonNode> endpoint(CommandFields fields, Optional<EndpointType> type) {
    var endpoint = fields.raw("endpoint");
    var broken = new ArrayList<String>();
    if (endpoint.isEmpty()) {
      broken.add("endpoint should not be null or undefined");
    }
    // Nothing matches a type that there is not.
    if (endpoint.isEmpty()
        || type.isEmpty()
        || !EndpointShape.matches(type.get(), endpoint.get())) {
      fields
          .raw("type")
          .filter(JsonNode::isTextual)
          .map(
              told ->
                  "Endpoint must match the required format for type \"" + told.textValue() + '"')
          .ifPresent(broken::add);
    }
    if (!broken.isEmpty()) {
      fields.reject("endpoint", broken);
    }
    return endpoint;
  }

  /** The same request in another context. */
  public CreateEndpointRequest in(ActingContext other) {
    return new CreateEndpointRequest(
        identifier,
        integrationIdentifier,
        connectionIdentifier,
        subscriberId,
        other,
        type,
        endpoint);
  }

  List<String> contextKeys() {
    return context.keys();
  }
}
