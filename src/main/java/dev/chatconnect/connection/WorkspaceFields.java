package dev.chatconnect.connection;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.web.Fields;

/** Reads the {@code workspace} of a request; what it holds besides the known fields is kept. */
@Singleton
public class WorkspaceFields {

  private final ObjectMapper mapper;

  WorkspaceFields(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  Map<String, Object> read(Fields fields) {
    var workspace = fields.requiredObject("workspace");
    workspace.requiredString("id");
    workspace.string("name");
    workspace.string("botUserId");
    var values = new LinkedHashMap<String, Object>();
    fields
        .raw("workspace")
        .ifPresent(
            raw ->
                raw.properties().stream()
                    .filter(property -> !property.getValue().isNull())
                    .forEach(
                        property ->
                            values.put(
                                property.getKey(),
                                mapper.convertValue(property.getValue(), Object.class))));
    return values;
  }
}
