package dev.chatconnect.redis;

import java.io.UncheckedIOException;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON of the records in Redis: compact, without absent fields, timestamps as ISO text. */
@Singleton
public class RecordJson {

  private final ObjectMapper mapper;

  RecordJson(ObjectMapper mapper) {
    this.mapper =
        mapper
            .copy()
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
}
