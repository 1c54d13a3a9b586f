package dev.chatconnect.provider.discord;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A server (guild) or a user; of a user only the id is read. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record Named(Optional<String> id, Optional<String> name) {

  Named {
    id = id.filter(value -> !value.isBlank());
    name = name.filter(value -> !value.isBlank());
  }
}
