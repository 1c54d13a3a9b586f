package dev.chatconnect.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives up on requests whose body does not come to an end. Each takes one of the places that there
 * are, from its headers on, and whoever sends headers alone could take them all without a key.
 */
@Singleton
class SlowBodies implements EdgeStep {

  private static final long LOOK_EVERY_MILLIS = 1_000;
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  /** {@code CANCEL}, RFC 9113 §7. */
  private static final long CANCEL = 0x8;

  private final long patienceNanos;
  private final Vertx vertx;
  private final Set<Incoming> incoming = ConcurrentHashMap.newKeySet();

  SlowBodies(BodySettings settings, Vertx vertx) {
    this.patienceNanos = settings.bodyTimeout().toNanos();
    this.vertx = vertx;
  }

  /** A request that may still be coming in; each is another, whatever it holds. */
  private static final class Incoming {

    private final RoutingContext context;
    private final long since = System.nanoTime();

    Incoming(RoutingContext context) {
      this.context = context;
    }
  }

  void begin(@Observes Filters filters) {
    vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> look());
  }

  @Override
  public boolean passes(RoutingContext context) {
    if (announcesBody(context.request())) {
      var request = new Incoming(context);
      incoming.add(request);
      context.addEndHandler(ended -> incoming.remove(request));
    }
    return true;
  }

  /**
   * Whether there is something to wait for. A request whose body nobody reads counts as coming in
   * until it is answered, so one without a body must not be watched. With HTTP/2 a body need not be
   * announced.
   */
  private static boolean announcesBody(HttpServerRequest request) {
    if (!WITH_BODY.contains(request.method())) {
      return false;
    }
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return !length.equals("0");
    }
    return request.version() == HttpVersion.HTTP_2
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private void look() {
    var now = System.nanoTime();
    var overdue =
        incoming.stream()
            .filter(request -> now - request.since > patienceNanos && isAwaited(request.context))
            .toList();
    for (var request : overdue) {
      incoming.remove(request);
      Log.debugf("event=body_too_slow patience_s=%d", patienceNanos / 1_000_000_000);
      end(request.context.request());
    }
  }

  /** One stream of a connection that others may be on, or the connection. */
  private static void end(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(CANCEL);
    } else {
      request.connection().close();
    }
  }

  private static boolean isAwaited(RoutingContext context) {
    return !context.request().isEnded()
        && !BodyLimits.STREAMED.equals(RoutePaths.canonical(context.normalizedPath()));
  }
}
