package dev.chatconnect.idempotency;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.web.RoutePaths;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps the answer of a request that runs under a key, and marks the answers of all requests with
 * one. What may turn out otherwise next time (5xx, 429) is not kept.
 */
@Singleton
class ResponseSide {

  private final IdempotencySettings settings;
  private final Retention retention;
  private final IdempotencyStore store;
  private final ObjectMapper mapper;

  ResponseSide(
      IdempotencySettings settings,
      Retention retention,
      IdempotencyStore store,
      ObjectMapper mapper) {
    this.settings = settings;
    this.retention = retention;
    this.store = store;
    this.mapper = mapper;
  }

  /** Suspends the answer until it is kept, or the key is free again. */
  void filter(ResteasyReactiveContainerRequestContext request, ContainerResponseContext response) {
    var stage = Stage.of(request);
    stage.ifPresent(found -> mark(found, response));
    if (stage.isPresent()
        && stage.get() instanceof Stage.Running running
        && running.claim().settle()) {
      request.suspend();
      settle(running, request, response)
          .subscribe()
          .with(
              settled -> request.resume(),
              failure -> {
                // The work is done: its answer must not be lost because it could not be kept.
                Log.warnf(
                    "event=idempotency_not_settled cause=%s", failure.getClass().getSimpleName());
                request.resume();
              });
    }
  }

  private void mark(Stage stage, ContainerResponseContext response) {
    var headers = response.getHeaders();
    headers.putSingle(IdempotencyKey.HEADER, stage.key().header());
    if (stage instanceof Stage.Replayed) {
      headers.putSingle("Idempotency-Replay", "true");
    } else if (stage instanceof Stage.Refused) {
      headers.putSingle(HttpHeaders.LINK, settings.documentationUrl().toString());
    }
  }

  private Uni<Void> settle(
      Stage.Running running,
      ResteasyReactiveContainerRequestContext request,
      ContainerResponseContext response) {
    var outcome = isFinal(response.getStatus()) ? outcome(running, request, response) : none();
    var path = RoutePaths.canonical(request.getUriInfo().getPath());
    return outcome
        .map(kept -> store.finish(running.claim(), kept, retention.of(path)))
        .orElseGet(() -> store.release(running.claim()));
  }

  private static boolean isFinal(int status) {
    return status < 500 && status != 429;
  }

  /** The answer as it will be sent; its entity is replaced by the very bytes that are kept. */
  private Optional<Outcome> outcome(
      Stage.Running running,
      ResteasyReactiveContainerRequestContext request,
      ContainerResponseContext response) {
    var print = running.fingerprint();
    var entity = response.getEntity();
    if (entity == null) {
      return Optional.of(new Outcome(print, response.getStatus(), Optional.empty(), ""));
    }
    byte[] body;
    try {
      body = bytes(entity);
    } catch (IOException unwritable) {
      // The framework will stumble over it as well, and answer 500.
      return none();
    }
    var type = contentType(request);
    response.setEntity(body, response.getEntityAnnotations(), type);
    if (body.length > settings.maxStoredBody().asLongValue()) {
      Log.warnf("event=idempotency_answer_too_large bytes=%d", body.length);
      return none();
    }
    return Optional.of(
        new Outcome(
            print, response.getStatus(), Optional.of(type.toString()), new String(body, UTF_8)));
  }

  private byte[] bytes(Object entity) throws IOException {
    if (entity instanceof byte[] bytes) {
      return bytes;
    }
    return entity instanceof String text ? text.getBytes(UTF_8) : mapper.writeValueAsBytes(entity);
  }

  private static MediaType contentType(ResteasyReactiveContainerRequestContext request) {
    return Optional.ofNullable(request.getServerRequestContext().getResponseMediaType())
        .orElse(MediaType.APPLICATION_JSON_TYPE);
  }

  private static Optional<Outcome> none() {
    return Optional.empty();
  }
}
