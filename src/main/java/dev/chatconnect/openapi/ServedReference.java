package dev.chatconnect.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatconnect.async.CallerContext;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the API reference of the packaged service, which was made when the service was built, as
 * YAML, or as JSON where the request says so. Development has the extension that makes it.
 */
@Singleton
@IfBuildProfile("prod")
class ServedReference {

  private static final String ROOT = "/q/openapi";
  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";

  private final Buffer yaml = Buffer.buffer(read());

  /** Costs much more than it takes to keep, and few ask for it. */
  private final Uni<Buffer> json =
      CallerContext.shared(
          Uni.createFrom()
              .item(() -> toJson(yaml))
              .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));

  void register(@Observes Router router) {
    router.get(ROOT).handler(this::honourFormat);
    router.get(ROOT).produces(YAML).handler(this::answerYaml);
    router.get(ROOT).produces(JSON).handler(this::answerJson);
    List.of("", ".yaml", ".yml").forEach(end -> router.get(ROOT + end).handler(this::answerYaml));
    router.get(ROOT + ".json").handler(this::answerJson);
  }

  private void honourFormat(RoutingContext context) {
    var format = context.queryParam("format");
    if (format.isEmpty()) {
      context.next();
    } else if ("json".equalsIgnoreCase(format.get(0))) {
      answerJson(context);
    } else {
      answerYaml(context);
    }
  }

  private void answerYaml(RoutingContext context) {
    answer(context, YAML, yaml);
  }

  private void answerJson(RoutingContext context) {
    json.subscribe().with(text -> answer(context, JSON, text), context::fail);
  }

  private static void answer(RoutingContext context, String type, Buffer text) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, type + ";charset=UTF-8").end(text);
  }

  static Buffer toJson(Buffer yaml) {
    try {
      var tree = new YAMLMapper().readTree(yaml.getBytes());
      return Buffer.buffer(new ObjectMapper().writeValueAsBytes(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read() {
    try (var in = ServedReference.class.getResourceAsStream("/openapi/openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("the API reference is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
