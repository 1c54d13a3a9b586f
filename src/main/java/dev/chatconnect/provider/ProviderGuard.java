package dev.chatconnect.provider;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkus.logging.Log;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * What all calls to one host go through: the time limit, the bound on calls under way, and the
 * circuit breaker. Only {@link ProviderException.Kind#UNAVAILABLE} counts against the host, and of
 * that not rate limiting, which is about one app: one tenant's traffic must not close the door to
 * all others.
 */
final class ProviderGuard {

  private final Guard breaker;
  private final int maxConcurrentCalls;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Duration callTimeout;
  private final Duration breakerDelay;

  ProviderGuard(OutboundSettings settings) {
    callTimeout = settings.callTimeout();
    maxConcurrentCalls = settings.maxConcurrentCalls();
    breakerDelay = settings.circuitBreaker().delay();
    breaker =
        Guard.create()
            .withCircuitBreaker()
            .requestVolumeThreshold(settings.circuitBreaker().requestVolume())
            .failureRatio(settings.circuitBreaker().failureRatio())
            .delay(breakerDelay.toMillis(), ChronoUnit.MILLIS)
            .when(ProviderGuard::isOutage)
            .onStateChange(state -> Log.infof("event=provider_circuit state=%s", state))
            .done()
            // Calls do not block, and CallerContext brings their outcomes back.
            .withThreadOffload(false)
            .build();
  }

  /** Longest time that {@link #call} lets an operation take. */
  Duration callTimeout() {
    return callTimeout;
  }

  /** How long an open breaker refuses calls, at most. */
  Duration breakerDelay() {
    return breakerDelay;
  }

  /**
   * Runs an operation when the result is subscribed to.
   *
   * @return its item or failure, a {@link
   *     org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException} or a {@link
   *     org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException}
   */
  <T> Uni<T> call(Supplier<Uni<T>> operation) {
    return Uni.createFrom().deferred(() -> bounded(operation));
  }

  /**
   * The library's bulkhead has a queue, and whoever waits there waits beyond the time limit, which
   * begins with the call.
   */
  private <T> Uni<T> bounded(Supplier<Uni<T>> operation) {
    if (underWay.incrementAndGet() > maxConcurrentCalls) {
      underWay.decrementAndGet();
      return Uni.createFrom().failure(new BulkheadException("as many calls as there may be"));
    }
    // A call goes on to its own end, though its caller may have given up; one that the breaker
    // refuses never begins.
    var place = new Place();
    return Uni.createFrom()
        .deferred(
            () ->
                breaker.get(
                    () -> operation.get().onTermination().invoke(place::leave),
                    new TypeLiteral<Uni<T>>() {}))
        .onItemOrFailure()
        .invoke((item, failure) -> place.leave());
  }

  /** A place among the calls that may be under way, which is left once. */
  private final class Place {

    private final AtomicBoolean left = new AtomicBoolean();

    void leave() {
      if (left.compareAndSet(false, true)) {
        underWay.decrementAndGet();
      }
    }
  }

  private static boolean isOutage(Throwable failure) {
    return failure instanceof ProviderException refusal
        && refusal.kind() == ProviderException.Kind.UNAVAILABLE
        && !refusal.reason().equals(ProviderFailures.RATE_LIMITED);
  }
}
