package dev.chatconnect.integration;

import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.web.JsonBody;

/** Requests as the routes read them, written with single quotes. */
final class Requests {

  private Requests() {}

  static CreateIntegrationRequest create(String json) {
    return CreateIntegrationRequest.read(body(json));
  }

  static CreateIntegrationRequest create(Map<String, Object> fields) {
    return CreateIntegrationRequest.read(
        new JsonBody(new ObjectMapper().convertValue(fields, ObjectNode.class)));
  }

  static UpdateIntegrationRequest update(String json) {
    return UpdateIntegrationRequest.read(body(json));
  }

  private static JsonBody body(String json) {
    try {
      return new JsonBody((ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
