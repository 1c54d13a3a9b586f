package dev.chatconnect.provider;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * What all calls to one host go through: the time limit, the bound on calls under way, and the
 * circuit breaker. Only {@link ProviderException.Kind#UNAVAILABLE} counts against the host, and of
 * that not rate limiting, which is about one app: one tenant's traffic must not close the door to
 * all others.
 */
final class ProviderGuard {

  /** Why a call is not made. */
  enum Refusal {
    /** The host has been failing and is left alone. */
    CIRCUIT_OPEN,
    /** As many calls as there may be are under way. */
    TOO_MANY_CALLS
  }

  private final CircuitBreaker breaker;
  private final int maxConcurrentCalls;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Duration callTimeout;
  private final Duration breakerDelay;

  ProviderGuard(OutboundSettings settings) {
    callTimeout = settings.callTimeout();
    maxConcurrentCalls = settings.maxConcurrentCalls();
    breakerDelay = settings.circuitBreaker().delay();
    breaker =
        new CircuitBreaker(
            settings.circuitBreaker().requestVolume(),
            settings.circuitBreaker().failureRatio(),
            breakerDelay,
            System::nanoTime,
            state -> Log.infof("event=provider_circuit state=%s", state));
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
   * Runs an operation when the result is subscribed to. Nothing waits: whoever waited would wait
   * beyond the time limit, which begins with the call.
   *
   * @param refused the failure for a call that is not made
   */
  <T> Uni<T> call(Supplier<Uni<T>> operation, Function<Refusal, ProviderException> refused) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (underWay.incrementAndGet() > maxConcurrentCalls) {
                underWay.decrementAndGet();
                return Uni.createFrom().failure(refused.apply(Refusal.TOO_MANY_CALLS));
              }
              var call = breaker.enter();
              if (call.isEmpty()) {
                underWay.decrementAndGet();
                return Uni.createFrom().failure(refused.apply(Refusal.CIRCUIT_OPEN));
              }
              return made(operation, call.get());
            });
  }

  /** A call goes on to its end, or its time limit, though its caller may have given up. */
  private <T> Uni<T> made(Supplier<Uni<T>> operation, CircuitBreaker.Call call) {
    return Uni.createFrom()
        .emitter(
            end ->
                Uni.createFrom()
                    .deferred(() -> operation.get())
                    .subscribe()
                    .with(
                        item -> {
                          ended(call, null);
                          end.complete(item);
                        },
                        failure -> {
                          ended(call, failure);
                          end.fail(failure);
                        }));
  }

  private void ended(CircuitBreaker.Call call, @Nullable Throwable failure) {
    underWay.decrementAndGet();
    call.ended(isOutage(failure));
  }

  private static boolean isOutage(@Nullable Throwable failure) {
    return failure instanceof ProviderException refusal
        && refusal.kind() == ProviderException.Kind.UNAVAILABLE
        && !refusal.reason().equals(ProviderFailures.RATE_LIMITED);
  }
}
