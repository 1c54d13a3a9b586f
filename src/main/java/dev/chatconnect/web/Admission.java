package dev.chatconnect.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.LoadShed;
import io.micrometer.core.instrument.Counter;
import io.vertx.ext.web.RoutingContext;

/**
 * Bounds how many requests this process works on at a time. One more is refused before anything is
 * done for it: whoever waits in a queue that only grows gets an answer when nobody wants it any
 * more. Callbacks are let through, since they have a bound of their own and pages to tell it with.
 */
@Singleton
public class Admission implements EdgeStep {

  /** The path of callbacks. */
  public static final String CALLBACK = "/v1/integrations/chat/oauth/callback";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AdmissionSettings settings;
  private final EdgeErrors errors;
  private final Counter refusals;
  private final AtomicInteger inFlight = new AtomicInteger();

  Admission(AdmissionSettings settings, EdgeErrors errors, LoadShed shed) {
    this.settings = settings;
    this.errors = errors;
    refusals = shed.because(ErrorCode.OVERLOADED.slug());
  }

  @Override
  public boolean passes(RoutingContext context) {
    if (context.normalizedPath().equals(CALLBACK)) {
      return true;
    }
    if (inFlight.incrementAndGet() > settings.maxInFlight()) {
      inFlight.decrementAndGet();
      refusals.increment();
      errors.refuse(context, ErrorCode.OVERLOADED.with().retryAfter(RETRY_AFTER));
      return false;
    }
    context.addEndHandler(ended -> inFlight.decrementAndGet());
    return true;
  }
}
