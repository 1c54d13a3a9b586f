package dev.chatconnect.idempotency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.environment.ApiKeyCaller;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.BodyLimits;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.RoutePaths;
import io.micrometer.core.instrument.Counter;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lets the first request with an {@code Idempotency-Key} pass, and answers its repetitions. */
@Singleton
class RequestSide {

  private static final String API = "/v1/";
  private static final String INBOX = "/v1/inbox/";

  private static final String FIRST = "first";
  private static final String REPLAYED = "replayed";
  private static final String OTHER_BODY = "other_body";
  private static final String IN_PROGRESS = "in_progress";
  private static final List<String> OUTCOMES = List.of(FIRST, REPLAYED, OTHER_BODY, IN_PROGRESS);

  private final IdempotencySettings settings;
  private final ApiKeyCaller caller;
  private final BodyBuffer bodies;
  private final Fingerprint fingerprint;
  private final IdempotencyStore store;
  private final Family<Counter> requests;

  RequestSide(
      IdempotencySettings settings,
      ApiKeyCaller caller,
      BodyBuffer bodies,
      Fingerprint fingerprint,
      IdempotencyStore store,
      Metrics metrics) {
    this.settings = settings;
    this.caller = caller;
    this.bodies = bodies;
    this.fingerprint = fingerprint;
    this.store = store;
    requests =
        metrics.counters(
            "chat.connect.idempotency.requests",
            "Requests with an Idempotency-Key, by how they were treated",
            "outcome");
    OUTCOMES.forEach(requests::with);
  }

  /** Suspends the request until it is known whether it passes. */
  void filter(ResteasyReactiveContainerRequestContext request) {
    // Of the request itself: a table of all its headers would be made for one that most have not.
    var received =
        ((ResteasyReactiveRequestContext) request.getServerRequestContext()).serverRequest();
    var given = received.getAllRequestHeaders(IdempotencyKey.HEADER);
    if (given.isEmpty() || !settings.enabled() || !covers(request)) {
      return;
    }
    // Several fields are one list (RFC 9110 §5.3).
    var header = String.join(",", given);
    request.suspend();
    caller
        .environment()
        .chain(environment -> begin(request, environment, header))
        .subscribe()
        .with(
            answer -> answer.ifPresentOrElse(request::abortWith, request::resume), request::resume);
  }

  private static boolean covers(ContainerRequestContext request) {
    var method = request.getMethod();
    var path = RoutePaths.canonical(request.getUriInfo().getPath());
    return (method.equals("POST") || method.equals("PATCH"))
        && path.startsWith(API)
        && !path.startsWith(INBOX)
        // A body that is read as it comes in, and may safely come again anyway.
        && !path.equals(BodyLimits.STREAMED);
  }

  private Uni<Optional<Response>> begin(
      ResteasyReactiveContainerRequestContext request,
      Optional<Environment> environment,
      String header) {
    var key = environment.flatMap(ignored -> IdempotencyKey.parse(header));
    return key.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : begin(request, environment.get(), key.get());
  }

  private Uni<Optional<Response>> begin(
      ResteasyReactiveContainerRequestContext request,
      Environment environment,
      IdempotencyKey key) {
    var path = RoutePaths.canonical(request.getUriInfo().getRequestUri().getRawPath());
    var slot = Slot.of(new RedisKeys(environment.id()), request.getMethod(), path, key);
    return bodies
        .read((ResteasyReactiveRequestContext) request.getServerRequestContext())
        .chain(
            body ->
                store
                    .begin(slot)
                    .map(attempt -> answer(attempt, fingerprint.of(body), key, request)));
  }

  /** The answer of a repetition; a first request passes. */
  private Optional<Response> answer(
      Attempt attempt,
      String bodyPrint,
      IdempotencyKey key,
      ResteasyReactiveContainerRequestContext request) {
    if (attempt instanceof Attempt.First first) {
      requests.with(FIRST).increment();
      new Stage.Running(key, first.claim(), bodyPrint).enter(request);
      // A client that goes away, or a fault of the framework, ends a request without an answer.
      request
          .getServerRequestContext()
          .registerCompletionCallback(
              ignored -> {
                if (first.claim().settle()) {
                  store.abandon(first.claim());
                }
              });
      return Optional.empty();
    }
    if (attempt instanceof Attempt.Finished finished) {
      if (!finished.outcome().fingerprint().equals(bodyPrint)) {
        requests.with(OTHER_BODY).increment();
        throw refused(ErrorCode.IDEMPOTENCY_BODY_MISMATCH, key, request);
      }
      requests.with(REPLAYED).increment();
      new Stage.Replayed(key).enter(request);
      return Optional.of(replay(finished.outcome()));
    }
    requests.with(IN_PROGRESS).increment();
    throw refused(ErrorCode.IDEMPOTENCY_IN_PROGRESS, key, request);
  }

  private static ApiException refused(
      ErrorCode code, IdempotencyKey key, ContainerRequestContext request) {
    new Stage.Refused(key).enter(request);
    var failure = code.with(key.value());
    return code == ErrorCode.IDEMPOTENCY_IN_PROGRESS
        ? failure.retryAfter(Duration.ofSeconds(1))
        : failure;
  }

  private static Response replay(Outcome outcome) {
    var answer = Response.status(outcome.status());
    outcome
        .contentType()
        .ifPresent(type -> answer.type(type).entity(outcome.body().getBytes(UTF_8)));
    return answer.build();
  }
}
