package dev.chatconnect.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BinaryOperator;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.TextNode;

/** JSON of the records in Redis: compact, without absent fields, timestamps as ISO text. */
@Singleton
public class RecordJson {

  private final ObjectMapper mapper;
  private final ObjectReader exact;

  RecordJson(ObjectMapper mapper) {
    this.mapper =
        mapper
            .copy()
            .registerModule(new SimpleModule().addDeserializer(JsonNode.class, new Trees()))
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    exact = this.mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  public String write(Object record) {
    try {
      return mapper.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #write} made. */
  public <T> T read(String json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      // Without the cause: its message may quote the record.
      throw new UnreadableRecordException(type.getSimpleName());
    }
  }

  /**
   * A record with some of its texts replaced and all else as it was, also what this version does
   * not know; the very same text when the replacements are the same.
   *
   * @param path names of the objects around the texts, from the outside
   * @param replacement of a text, by name of its field
   */
  public String replaceTexts(String json, List<String> path, BinaryOperator<String> replacement) {
    try {
      var record = exact.readTree(json);
      var parent = record;
      for (var name : path) {
        parent = parent.path(name);
      }
      var changed = false;
      for (var field : parent.properties()) {
        if (field.getValue().isTextual()) {
          var text = field.getValue().textValue();
          var latest = replacement.apply(field.getKey(), text);
          field.setValue(TextNode.valueOf(latest));
          changed |= !latest.equals(text);
        }
      }
      return changed ? mapper.writeValueAsString(record) : json;
    } catch (JsonProcessingException e) {
      throw new UnreadableRecordException("to change");
    }
  }

  /**
   * Trees without a null of their own: by default an absent {@code Optional<JsonNode>} is read as
   * one that holds JSON's {@code null}.
   */
  private static final class Trees extends StdDeserializer<JsonNode> {

    private static final long serialVersionUID = 1;

    Trees() {
      super(JsonNode.class);
    }

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return JsonNodeDeserializer.getDeserializer(JsonNode.class).deserialize(parser, context);
    }
  }
}
