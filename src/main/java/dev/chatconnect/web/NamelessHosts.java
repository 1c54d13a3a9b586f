package dev.chatconnect.web;

import java.net.URI;
import java.net.URISyntaxException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses requests that name no host, as HTTP/1.0 allows (RFC 9112 §3.2): the URI of such a request
 * cannot be had, and the server would answer 500 and log the target, code and state included.
 */
@Singleton
public class NamelessHosts {

  private static final int BEFORE_ALL_OTHERS = 2_000_000;

  private final ErrorRenderer errors;
  private final ObjectMapper json;

  NamelessHosts(ErrorRenderer errors, ObjectMapper json) {
    this.errors = errors;
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_OTHERS);
  }

  private void check(RoutingContext context) {
    if (context.request().authority() != null) {
      context.next();
      return;
    }
    var failure = ErrorCode.BAD_REQUEST.with("The Host header is missing or malformed");
    var answer = errors.render(failure, path(context), "");
    context
        .response()
        .setStatusCode(answer.getStatus())
        .putHeader(HttpHeaders.CONTENT_TYPE, answer.getMediaType().toString())
        .end(write(answer.getEntity()));
  }

  private static URI path(RoutingContext context) {
    try {
      return new URI(null, null, context.normalizedPath(), null);
    } catch (URISyntaxException e) {
      return URI.create("/");
    }
  }

  private String write(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
