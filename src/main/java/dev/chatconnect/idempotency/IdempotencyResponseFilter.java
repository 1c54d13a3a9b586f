package dev.chatconnect.idempotency;

import java.io.IOException;
import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps the answer of a request that runs under a key, and marks the answers of all requests with
 * one. What may turn out otherwise next time (5xx, 429) is not kept.
 */
class IdempotencyResponseFilter {

  private final IdempotencySettings settings;
  private final Retention retention;
  private final IdempotencyStore store;
  private final ObjectMapper mapper;

  IdempotencyResponseFilter(
      IdempotencySettings settings,
      Retention retention,
      IdempotencyStore store,
      ObjectMapper mapper) {
    this.settings = settings;
    this.retention = retention;
    this.store = store;
    this.mapper = mapper;
  }

  @ServerResponseFilter
  Uni<Void> end(ContainerRequestContext request, ContainerResponseContext response) {
    var stage = Stage.of(request);
    stage.ifPresent(found -> mark(found, response));
    return stage.isPresent() && stage.get() instanceof Stage.Running running
        ? settle(running, request, response)
        : Uni.createFrom().voidItem();
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
      Stage.Running running, ContainerRequestContext request, ContainerResponseContext response) {
    if (!running.claim().settle()) {
      return Uni.createFrom().voidItem();
    }
    var outcome = isFinal(response.getStatus()) ? outcome(running, request, response) : none();
    var path = request.getUriInfo().getPath();
    return outcome
        .map(kept -> store.finish(running.claim(), kept, retention.of(path)))
        .orElseGet(() -> store.release(running.claim()))
        // The work is done: its answer must not be lost because it could not be kept.
        .onFailure()
        .recoverWithItem(
            failure -> {
              Log.warnf(
                  "event=idempotency_not_settled cause=%s", failure.getClass().getSimpleName());
              return null;
            });
  }

  private static boolean isFinal(int status) {
    return status < 500 && status != 429;
  }

  /** The answer as it will be sent; its entity is replaced by the very bytes that are kept. */
  private Optional<Outcome> outcome(
      Stage.Running running, ContainerRequestContext request, ContainerResponseContext response) {
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

  private static MediaType contentType(ContainerRequestContext request) {
    var context = ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
    return Optional.ofNullable(context.getResponseMediaType())
        .orElse(MediaType.APPLICATION_JSON_TYPE);
  }

  private static Optional<Outcome> none() {
    return Optional.empty();
  }
}
