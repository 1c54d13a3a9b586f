package dev.chatconnect.web;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * One line for each request, where it is wanted. It has the template of the route instead of the
 * path, since paths hold connect tokens, flow ids and identifiers, and neither query nor headers.
 */
@Singleton
public class AccessLog implements EdgeStep {

  private static final Logger LOG = Logger.getLogger("dev.chatconnect.access");

  private static final String WATCHED = AccessLog.class.getName();

  /** Where the framework leaves the template of the route that it found. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private static final String NO_ROUTE = "none";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

  private final AccessLogSettings settings;

  AccessLog(AccessLogSettings settings) {
    this.settings = settings;
  }

  /** A rerouted request comes by again. */
  @Override
  public boolean passes(RoutingContext context) {
    if (settings.enabled() && context.get(WATCHED) == null) {
      context.put(WATCHED, true);
      var begun = System.nanoTime();
      var vertx = Vertx.currentContext();
      context.addEndHandler(
          ended ->
              tell(
                  context,
                  Optional.ofNullable(vertx.<String>getLocal(TEMPLATE)).orElse(NO_ROUTE),
                  System.nanoTime() - begun,
                  ended.succeeded()));
    }
    return true;
  }

  /**
   * @param complete whether the client took the whole answer
   */
  private static void tell(RoutingContext context, String route, long nanos, boolean complete) {
    var method = context.request().method().name();
    var response = context.response();
    LOG.infof(
        "event=access method=%s route=%s status=%d millis=%d bytes=%d complete=%s requestId=%s",
        METHODS.contains(method) ? method : "OTHER",
        route,
        response.getStatusCode(),
        TimeUnit.NANOSECONDS.toMillis(nanos),
        response.bytesWritten(),
        complete,
        RequestIds.of(context).orElse(""));
  }
}
