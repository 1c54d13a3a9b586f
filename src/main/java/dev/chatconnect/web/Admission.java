package dev.chatconnect.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Bounds how many requests this process works on at a time. One more is refused before anything is
 * done for it: whoever waits in a queue that only grows gets an answer when nobody wants it any
 * more. Callbacks are let through, since they have a bound of their own and pages to tell it with.
 */
@Singleton
public class Admission {

  private static final String CALLBACK_SUFFIX = "/oauth/callback";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Behind the repair of targets, which begins a request anew. */
  private static final int AFTER_RAW_TARGETS = 900_000;

  private final AdmissionSettings settings;
  private final EdgeErrors errors;
  private final AtomicInteger inFlight = new AtomicInteger();

  Admission(AdmissionSettings settings, EdgeErrors errors) {
    this.settings = settings;
    this.errors = errors;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_RAW_TARGETS);
  }

  private void check(RoutingContext context) {
    if (context.normalizedPath().endsWith(CALLBACK_SUFFIX)) {
      context.next();
    } else if (inFlight.incrementAndGet() > settings.maxInFlight()) {
      inFlight.decrementAndGet();
      errors.refuse(context, ErrorCode.OVERLOADED.with().retryAfter(RETRY_AFTER));
    } else {
      context.addEndHandler(ended -> inFlight.decrementAndGet());
      context.next();
    }
  }
}
