package dev.chatconnect.tracing;

import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Spans below that of the request. */
@Singleton
@IfBuildProperty(name = RequestSpans.BUILT_IN, stringValue = "true")
class OperationSpans implements Tracing {

  private final Tracer tracer;

  OperationSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public <T> Uni<T> around(String name, Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (!Span.current().isRecording()) {
                return work;
              }
              var span = tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan();
              return work.onTermination().invoke((item, failure, cancelled) -> end(span, failure));
            });
  }

  private static void end(Span span, @Nullable Throwable failure) {
    if (failure != null) {
      span.setStatus(StatusCode.ERROR)
          .setAttribute(RequestSpans.ERROR, failure.getClass().getSimpleName());
    }
    span.end();
  }
}
