package dev.chatconnect.idempotency;

import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;

/** How the layer treats a request; tells the response side what is to be done. */
sealed interface Stage {

  String PROPERTY = Stage.class.getName();

  IdempotencyKey key();

  /**
   * The request runs, and its answer is kept.
   *
   * @param key of the request
   * @param claim to be settled with the answer
   * @param fingerprint of the request's body
   */
  record Running(IdempotencyKey key, Claim claim, String fingerprint) implements Stage {}

  /** The request is a repetition that cannot be answered. */
  record Refused(IdempotencyKey key) implements Stage {}

  /** The request is answered with what was kept. */
  record Replayed(IdempotencyKey key) implements Stage {}

  default void enter(ContainerRequestContext request) {
    request.setProperty(PROPERTY, this);
  }

  static Optional<Stage> of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Stage stage
        ? Optional.of(stage)
        : Optional.empty();
  }
}
