package dev.chatconnect.tracing;

import java.util.Optional;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Spans of what a request has to wait for. They have a name and the kind of a failure: no key,
 * value, argument, URL or message, since those hold tokens, codes and states.
 */
@Singleton
public class Spans {

  /** Where a failure's kind is (OpenTelemetry semantic conventions, <q>error.type</q>). */
  static final String ERROR = "error.type";

  private final Optional<Tracer> tracer;

  @Inject
  Spans(Instance<Tracer> tracer) {
    this.tracer = tracer.isResolvable() ? Optional.of(tracer.get()) : Optional.empty();
  }

  /** Without traces. */
  public Spans() {
    tracer = Optional.empty();
  }

  /**
   * The same work with a span, where it is done for a request that is traced.
   *
   * @param system what is asked, and {@code operation} what for: of few values, chosen by the
   *     program
   */
  public <T> Uni<T> around(String system, String operation, Uni<T> work) {
    return tracer.map(found -> around(found, system, operation, work)).orElse(work);
  }

  private static <T> Uni<T> around(Tracer tracer, String system, String operation, Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (!Span.current().isRecording()) {
                return work;
              }
              var span =
                  tracer
                      .spanBuilder(system + ' ' + operation)
                      .setSpanKind(SpanKind.CLIENT)
                      .startSpan();
              return work.onTermination().invoke((item, failure, cancelled) -> end(span, failure));
            });
  }

  private static void end(Span span, @Nullable Throwable failure) {
    if (failure != null) {
      span.setStatus(StatusCode.ERROR).setAttribute(ERROR, failure.getClass().getSimpleName());
    }
    span.end();
  }
}
