package dev.chatconnect.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.vertx.ext.web.RoutingContext;

/**
 * Bounds how many requests this process works on at a time. One more is refused before anything is
 * done for it: whoever waits in a queue that only grows gets an answer when nobody wants it any
 * more. Callbacks are let through, since they have a bound of their own and pages to tell it with.
 */
@Singleton
public class Admission implements EdgeStep {

  private static final String CALLBACK_SUFFIX = "/oauth/callback";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AdmissionSettings settings;
  private final EdgeErrors errors;
  private final AtomicInteger inFlight = new AtomicInteger();

  Admission(AdmissionSettings settings, EdgeErrors errors) {
    this.settings = settings;
    this.errors = errors;
  }

  @Override
  public boolean passes(RoutingContext context) {
    if (context.normalizedPath().endsWith(CALLBACK_SUFFIX)) {
      return true;
    }
    if (inFlight.incrementAndGet() > settings.maxInFlight()) {
      inFlight.decrementAndGet();
      errors.refuse(context, ErrorCode.OVERLOADED.with().retryAfter(RETRY_AFTER));
      return false;
    }
    context.addEndHandler(ended -> inFlight.decrementAndGet());
    return true;
  }
}
