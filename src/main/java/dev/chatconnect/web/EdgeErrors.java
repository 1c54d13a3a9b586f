package dev.chatconnect.web;

import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;

/** Answers requests with entries of the catalogue before they reach any route. */
@Singleton
class EdgeErrors {

  private final ErrorRenderer errors;
  private final SecurityHeaders headers;
  private final ObjectMapper json;

  EdgeErrors(ErrorRenderer errors, SecurityHeaders headers, ObjectMapper json) {
    this.errors = errors;
    this.headers = headers;
    this.json = json;
  }

  /** Ends a request. */
  void refuse(RoutingContext context, ApiException failure) {
    var accept = Optional.ofNullable(context.request().getHeader(HttpHeaders.ACCEPT)).orElse("");
    var answer = errors.render(failure, path(context.request().uri()), accept);
    var response = context.response().setStatusCode(answer.getStatus());
    headers.addTo(response::putHeader);
    answer
        .getStringHeaders()
        .forEach((name, values) -> response.putHeader(name, String.join(", ", values)));
    response.end(write(answer.getEntity()));
  }

  /** Without the query, which may hold a code. */
  private static String path(String target) {
    var question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  private String write(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
