package dev.chatconnect.integration;

import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.web.Fields;

/** Parts of an integration that the service keeps as they were sent. */
final class KeptAsSent {

  private KeptAsSent() {}

  /** Configurations: an object. */
  static Optional<JsonNode> configurations(Fields fields) {
    var sent = fields.raw("configurations");
    if (sent.isPresent() && !sent.get().isObject()) {
      fields.reject("configurations must be an object");
      return Optional.empty();
    }
    return sent;
  }

  /** Conditions: an array of objects. */
  static Optional<JsonNode> conditions(Fields fields) {
    var sent = fields.raw("conditions");
    if (sent.isPresent() && !sent.get().isArray()) {
      fields.reject("conditions must be an array");
      return Optional.empty();
    }
    if (sent.stream().flatMap(KeptAsSent::items).anyMatch(item -> !item.isObject())) {
      fields.reject("each value in nested property conditions must be either object or array");
    }
    return sent;
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
