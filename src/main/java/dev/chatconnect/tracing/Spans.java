package dev.chatconnect.tracing;

import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/**
 * Spans of what a request has to wait for. They have a name and the kind of a failure: no key,
 * value, argument, URL or message, since those hold tokens, codes and states.
 */
@Singleton
public class Spans {

  private final Optional<Tracing> tracing;

  @Inject
  Spans(Instance<Tracing> tracing) {
    this.tracing = tracing.isResolvable() ? Optional.of(tracing.get()) : Optional.empty();
  }

  /** Without traces. */
  public Spans() {
    tracing = Optional.empty();
  }

  /**
   * The same work with a span, where it is done for a request that is traced.
   *
   * @param system what is asked, and {@code operation} what for: of few values, chosen by the
   *     program
   */
  public <T> Uni<T> around(String system, String operation, Uni<T> work) {
    return tracing.map(found -> found.around(system + ' ' + operation, work)).orElse(work);
  }
}
