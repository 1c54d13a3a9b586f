package dev.chatconnect.provider;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.metrics.Metrics.Scale;
import dev.chatconnect.tracing.Spans;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** How long calls to providers take, and what comes of them; also as spans of a trace. */
final class CallMeters {

  private static final String SUCCESS = "success";
  private static final String FAILURE = "failure";

  private final Family<Timer> calls;
  private final Spans spans;

  CallMeters(Metrics metrics, Spans spans) {
    this.spans = spans;
    calls =
        metrics.timers(
            "chat.connect.provider.calls",
            "Calls to providers, and to the receivers of webhooks",
            Scale.CALL,
            "provider",
            "operation",
            "outcome");
  }

  /** Those of one provider. */
  OfProvider of(String id) {
    return new OfProvider(id);
  }

  /** Measures the calls to one provider. */
  final class OfProvider {

    private final String id;

    private OfProvider(String id) {
      this.id = id;
    }

    /** The same call, measured from the moment of its subscription. */
    <T> Uni<T> measured(String operation, Uni<T> call) {
      return CallMeters.this.measured(id, operation, spans.around(id, operation, call));
    }
  }

  private <T> Uni<T> measured(String provider, String operation, Uni<T> call) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var begun = System.nanoTime();
              return call.onItemOrFailure()
                  .invoke(
                      (item, failure) ->
                          calls
                              .with(provider, operation, outcome(failure))
                              .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
            });
  }

  /** Of few values: what a provider calls its errors is not among them. */
  private static String outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return SUCCESS;
    }
    if (!(failure instanceof ProviderException told)) {
      return FAILURE;
    }
    return switch (told.reason()) {
      case ProviderCalls.CIRCUIT_OPEN, ProviderFailures.RATE_LIMITED -> told.reason();
      default -> told.kind().name().toLowerCase(Locale.ROOT);
    };
  }
}
