package dev.chatconnect.tracing;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A span for each request, named by method and template of the route. It goes on with the trace of
 * the caller (W3C Trace Context); nothing of that is told to providers.
 */
@Singleton
class RequestSpans {

  private static final int BEFORE_ALL_OTHERS = 3_500_000;
  private static final String TRACED = RequestSpans.class.getName();

  /** Where the framework leaves the template of the route that it found. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

  private static final TextMapGetter<HttpServerRequest> HEADERS =
      new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(HttpServerRequest request) {
          return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String name) {
          return request == null ? null : request.getHeader(name);
        }
      };

  private final Instance<Tracer> tracer;

  RequestSpans(Instance<Tracer> tracer) {
    this.tracer = tracer;
  }

  void register(@Observes Filters filters) {
    if (tracer.isResolvable()) {
      var found = tracer.get();
      filters.register(context -> trace(found, context), BEFORE_ALL_OTHERS);
    }
  }

  /** A rerouted request comes by again. */
  private static void trace(Tracer tracer, RoutingContext context) {
    if (context.get(TRACED) == null) {
      context.put(TRACED, true);
      begin(tracer, context);
    }
    context.next();
  }

  private static void begin(Tracer tracer, RoutingContext context) {
    var request = context.request();
    var caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
    var named = request.method().name();
    var method = METHODS.contains(named) ? named : "_OTHER";
    var span =
        tracer
            .spanBuilder(method)
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", method)
            .startSpan();
    if (!span.isRecording()) {
      return;
    }
    var vertx = Vertx.currentContext();
    var scope = QuarkusContextStorage.INSTANCE.attach(vertx, caller.with(span));
    context.addEndHandler(
        ended -> {
          scope.close();
          end(span, method, Optional.ofNullable(vertx.getLocal(TEMPLATE)), context);
        });
  }

  private static void end(
      Span span, String method, Optional<String> route, RoutingContext context) {
    route.ifPresent(template -> span.updateName(method + ' ' + template));
    route.ifPresent(template -> span.setAttribute("http.route", template));
    var status = context.response().getStatusCode();
    span.setAttribute("http.response.status_code", (long) status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR).setAttribute(Spans.ERROR, Integer.toString(status));
    }
    span.end();
  }
}
