package dev.chatconnect.provider;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.async.CallerContext;
import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Calls to one host of a provider, each bounded in time and guarded by the host's circuit breaker,
 * never repeated. Whatever goes wrong comes out as a {@link ProviderException}.
 *
 * @param <A> the interface that names the calls
 */
public final class ProviderCalls<A> {

  /** Reason of a failure without a call: the host has been failing and is left alone. */
  public static final String CIRCUIT_OPEN = "circuit_open";

  /** Reason of a failure without a call: the host is busy with as many as it is given. */
  public static final String TOO_MANY_CALLS = "too_many_calls";

  /** Reasons of failures without a call. */
  public static final Set<String> NOT_MADE = Set.of(CIRCUIT_OPEN, TOO_MANY_CALLS);

  private static final Duration FULL_RETRY_AFTER = Duration.ofSeconds(1);

  private final String provider;
  private final A client;
  private final HostConnections host;
  private final ProviderGuard guard;
  private final CallMeters.OfProvider meters;
  private final ProviderFailures failures;
  private final ObjectMapper json;

  ProviderCalls(
      String provider,
      A client,
      HostConnections host,
      ProviderGuard guard,
      CallMeters.OfProvider meters,
      ProviderFailures failures,
      ObjectMapper json) {
    this.provider = provider;
    this.client = client;
    this.host = host;
    this.guard = guard;
    this.meters = meters;
    this.failures = failures;
    this.json = json;
  }

  /**
   * Makes one call when the result is subscribed to.
   *
   * @param operation name of the call, a label of its metrics: a constant
   * @param request the call
   * @param reader makes sense of an answer below 500 that is not a redirect or a 429; what it
   *     throws, other than a {@link ProviderException}, counts as an answer that makes no sense
   */
  public <T> Uni<T> call(
      String operation,
      Function<A, Uni<RestResponse<String>>> request,
      Function<ProviderAnswer, T> reader) {
    return meters.measured(operation, guarded(() -> request.apply(client).map(Reply::of), reader));
  }

  /**
   * Posts a form; for calls that are made often, since it costs half of one by the interface.
   *
   * @param operation name of the call, a label of its metrics: a constant
   * @param path below the host's root: a constant
   * @param reader as for {@link #call}
   */
  public <T> Uni<T> post(
      String operation, String path, Form form, Function<ProviderAnswer, T> reader) {
    return meters.measured(operation, guarded(() -> host.post(path, form), reader));
  }

  private <T> Uni<T> guarded(Supplier<Uni<Reply>> request, Function<ProviderAnswer, T> reader) {
    return guard
        .call(() -> exchange(request).map(answer -> read(answer, reader)))
        .onFailure()
        .transform(this::notMade);
  }

  /** What the guard refuses, in the words of providers; other failures stay as they are. */
  private Throwable notMade(Throwable failure) {
    if (failure instanceof CircuitBreakerOpenException) {
      return new ProviderException(
          Kind.UNAVAILABLE,
          CIRCUIT_OPEN,
          provider + " has been failing and is left alone for a moment. Try again soon.",
          Optional.of(guard.breakerDelay()));
    }
    if (failure instanceof BulkheadException) {
      return new ProviderException(
          Kind.UNAVAILABLE,
          TOO_MANY_CALLS,
          "Too many calls to " + provider + " are under way. Try again soon.",
          Optional.of(FULL_RETRY_AFTER));
    }
    return failure;
  }

  private Uni<ProviderAnswer> exchange(Supplier<Uni<Reply>> request) {
    return CallerContext.limited(
            Uni.createFrom().deferred(() -> request.get()),
            guard.callTimeout(),
            TimeoutException::new)
        .onFailure()
        .transform(
            failure -> {
              var told = failures.ofTransport(failure);
              Log.warnf(
                  "event=provider_call_failed provider=%s reason=%s", provider, told.reason());
              Log.debugf(
                  "event=provider_call_failed provider=%s causes=%s", provider, causes(failure));
              return told;
            })
        .map(
            reply -> {
              failures.ofStatus(reply).ifPresent(ProviderCalls::raise);
              return new ProviderAnswer(provider, reply, json);
            });
  }

  private <T> T read(ProviderAnswer answer, Function<ProviderAnswer, T> reader) {
    try {
      return reader.apply(answer);
    } catch (ProviderException told) {
      throw told;
    } catch (RuntimeException senseless) {
      Log.debugf(senseless, "event=provider_answer_unreadable provider=%s", provider);
      throw answer.senseless("unreadable");
    }
  }

  /** Without the messages: they may quote the path, and Telegram has the bot's token in it. */
  private static String causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(10)
        .map(cause -> cause.getClass().getName())
        .collect(Collectors.joining(" <- "));
  }

  private static void raise(ProviderException failure) {
    throw failure;
  }
}
