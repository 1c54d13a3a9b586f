package dev.chatconnect.provider.msteams;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Answer of Microsoft Graph: a collection or <a
 * href="https://learn.microsoft.com/en-us/graph/errors">an error</a>.
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record GraphAnswer(Optional<List<Item>> value, Optional<Failure> error) {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.]{1,64}");

  /** The error's code where it is one; messages quote what was sent. */
  Optional<String> errorCode() {
    return error.flatMap(Failure::code).filter(code -> CODE.matcher(code).matches());
  }

  /** Something that has an id. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Item(Optional<String> id) {}

  /** What went wrong. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Failure(Optional<String> code) {}
}
