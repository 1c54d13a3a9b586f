package dev.chatconnect.tracing;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.arc.properties.IfBuildProperty;
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
@IfBuildProperty(name = RequestSpans.BUILT_IN, stringValue = "true")
class RequestSpans {

  /** Without it the libraries that these spans need are not there. */
  static final String BUILT_IN = "quarkus.otel.enabled";

  /** Where a failure's kind is (OpenTelemetry semantic conventions, <q>error.type</q>). */
  static final String ERROR = "error.type";

  private static final int BEFORE_ALL_OTHERS = 5_000_000;
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

  private final Tracer tracer;

  RequestSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  void register(@Observes Filters filters) {
    filters.register(this::trace, BEFORE_ALL_OTHERS);
  }

  /** A rerouted request comes by again. */
  private void trace(RoutingContext context) {
    if (context.get(TRACED) == null) {
      context.put(TRACED, true);
      begin(context);
    }
    context.next();
  }

  private void begin(RoutingContext context) {
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
      span.setStatus(StatusCode.ERROR).setAttribute(ERROR, Integer.toString(status));
    }
    span.end();
  }
}
