package dev.chatconnect.redis;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** JSON of the records in Redis: compact, without absent fields, timestamps as ISO text. */
@Singleton
public class RecordJson {

  private final ObjectMapper mapper;

  RecordJson(ObjectMapper mapper) {
    this.mapper =
        mapper
            .copy()
            .registerModule(new SimpleModule().addDeserializer(JsonNode.class, new Trees()))
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
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
      throw new IllegalStateException("unreadable record " + type.getSimpleName());
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
