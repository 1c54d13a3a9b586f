package dev.chatconnect.redis;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An entry of a stream.
 *
 * @param id its place in the stream: milliseconds of the Redis server's clock, a hyphen, a number
 * @param fields in no particular order
 */
@RegisterForReflection
public record StreamEntry(String id, Map<String, String> fields) {

  public StreamEntry {
    fields = Map.copyOf(fields);
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** When it was appended, by the clock of the Redis server. */
  public Instant appendedAt() {
    return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
  }
}
