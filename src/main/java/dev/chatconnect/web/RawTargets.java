package dev.chatconnect.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Encodes what clients send raw in a request target although RFC 3986 forbids it there, such as
 * {@code |}: the URL standard of browsers leaves some of these characters as they are. What is
 * broken beyond that is 400.
 */
@Singleton
class RawTargets {

  private static final int BEFORE_EVERYTHING = 10_000;
  private static final String FORBIDDEN = "|^`\"<>{}\\";
  private static final String FORBIDDEN_IN_PATH = FORBIDDEN + "[]";

  private final ErrorRenderer renderer;
  private final ObjectMapper mapper;

  RawTargets(ErrorRenderer renderer, ObjectMapper mapper) {
    this.renderer = renderer;
    this.mapper = mapper;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, BEFORE_EVERYTHING);
  }

  private void handle(RoutingContext routing) {
    var target = routing.request().uri();
    if (isValid(target)) {
      routing.next();
      return;
    }
    var encoded = encoded(target);
    if (isValid(encoded)) {
      routing.reroute(routing.request().method(), encoded);
    } else {
      refuse(routing, encoded);
    }
  }

  private void refuse(RoutingContext routing, String target) {
    var accept = routing.request().getHeader(HttpHeaders.ACCEPT);
    var shown = target.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    var answer =
        renderer.render(
            ErrorCode.MALFORMED_PATH.with(),
            URI.create(isValid(shown) ? shown : "/"),
            accept == null ? "" : accept);
    try {
      routing
          .response()
          .setStatusCode(answer.getStatus())
          .putHeader(HttpHeaders.CONTENT_TYPE, answer.getMediaType().toString())
          .end(mapper.writeValueAsString(answer.getEntity()));
    } catch (JsonProcessingException e) {
      routing.fail(e);
    }
  }

  private static boolean isValid(String target) {
    try {
      return !new URI(target).getRawPath().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String encoded(String target) {
    var text = new StringBuilder();
    var forbidden = FORBIDDEN_IN_PATH;
    for (var character : target.toCharArray()) {
      if (character == '?') {
        forbidden = FORBIDDEN;
      }
      if (forbidden.indexOf(character) >= 0) {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) character));
      } else {
        text.append(character);
      }
    }
    return text.toString();
  }
}
