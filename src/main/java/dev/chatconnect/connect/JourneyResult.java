package dev.chatconnect.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * The result of a journey for clients that accept only JSON.
 *
 * @param status {@code success}
 * @param connectionIdentifier of the connection that was made, renewed or linked to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record JourneyResult(String status, @Nullable String connectionIdentifier) {

  static JourneyResult of(JourneyOutcome.Success success) {
    return new JourneyResult("success", success.connectionIdentifier().orElse(null));
  }
}
