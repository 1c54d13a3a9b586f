package dev.chatconnect.idempotency;

import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * An answer that was given, as it is replayed.
 *
 * @param fingerprint of the request's body
 * @param status HTTP status
 * @param contentType empty when there is no body
 * @param body text; may hold secrets
 */
@RegisterForReflection
record Outcome(String fingerprint, int status, Optional<String> contentType, String body) {

  /** Without the body: this text may end in a log. */
  @Override
  public String toString() {
    return "Outcome[" + status + "]";
  }
}
