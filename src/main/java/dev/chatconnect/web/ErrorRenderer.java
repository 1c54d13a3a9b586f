package dev.chatconnect.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.time.Timestamps;
import io.micrometer.core.instrument.Counter;
import io.quarkus.logging.Log;

/**
 * Renders a failure: the reference's envelope, or {@code application/problem+json} (RFC 9457) where
 * the client's {@code Accept} asks for it.
 */
@Singleton
public class ErrorRenderer {

  static final String PROBLEM_JSON = "application/problem+json";
  private static final String CALLBACK_SUFFIX = "/oauth/callback";

  /** What providers put into the query (RFC 6749 §4.1.2); whoever holds it may end a journey. */
  private static final Set<String> SECRET_PARAMETERS = Set.of("code", "state");

  private final Clock clock;
  private final Family<Counter> answers;

  ErrorRenderer(Clock clock, Metrics metrics) {
    this.clock = clock;
    answers =
        metrics.counters(
            "chat.connect.errors",
            "Failures that were answered, by entry of the catalogue",
            "code");
  }

  /**
   * The answer for a failure.
   *
   * @param request URI of the request; its query is left out on callbacks and wherever it holds a
   *     code or a state
   * @param accept the request's {@code Accept} header, empty when absent
   */
  public Response render(ApiException failure, URI request, String accept) {
    return render(failure, path(request), accept);
  }

  /** The answer for a failure of a request whose target may be no URI at all. */
  Response render(ApiException failure, String path, String accept) {
    return render(failure, path, accept, id -> Log.errorf("event=internal_error errorId=%s", id));
  }

  /**
   * The answer for a fault of the service.
   *
   * @param log writes the line that the answer's {@code errorId} is to find
   */
  Response fault(URI request, String accept, Consumer<String> log) {
    return render(ErrorCode.INTERNAL.with(), path(request), accept, log);
  }

  private Response render(
      ApiException failure, String path, String accept, Consumer<String> faultLog) {
    var code = failure.code();
    answers.with(code.slug()).increment();
    var asProblem = accept.contains(PROBLEM_JSON);
    var body = asProblem ? problem(failure, path) : envelope(failure, path);
    if (code == ErrorCode.INTERNAL) {
      var errorId = UUID.randomUUID().toString();
      body.put("errorId", errorId);
      faultLog.accept(errorId);
    }
    var response =
        Response.status(code.status())
            .type(asProblem ? PROBLEM_JSON : MediaType.APPLICATION_JSON)
            .entity(body);
    failure
        .retryAfter()
        .ifPresent(
            delay -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, delay.toSeconds())));
    if (code.status() == 401) {
      response.header(
          HttpHeaders.WWW_AUTHENTICATE, code == ErrorCode.UNAUTHORIZED ? "Bearer" : "ApiKey");
    }
    return response.build();
  }

  private Map<String, Object> envelope(ApiException failure, String path) {
    var code = failure.code();
    var context = new LinkedHashMap<String, Object>();
    var body = new LinkedHashMap<String, Object>();
    if (hasGenericContext(code)) {
      context.put("error", code.phrase());
      context.put("statusCode", code.status());
    } else if (code == ErrorCode.UNAUTHORIZED) {
      context.put("statusCode", code.status());
    }
    body.putAll(context);
    body.put("statusCode", code.status());
    body.put("timestamp", Timestamps.iso(clock.instant()));
    body.put("path", path);
    body.put("message", failure.message());
    if (code == ErrorCode.INTERNAL) {
      return body;
    }
    body.put("ctx", context);
    if (code.status() == 422) {
      // Clients refuse a 422 without this object, so it is there even when no field is to blame.
      body.put("errors", failure.fieldErrors());
    }
    return body;
  }

  private Map<String, Object> problem(ApiException failure, String path) {
    var code = failure.code();
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "urn:chat-connect:error:" + code.slug());
    body.put("title", code.title());
    body.put("status", code.status());
    body.put("detail", failure.message());
    body.put("instance", path);
    RequestIds.current().ifPresent(id -> body.put(RequestIds.FIELD, id));
    if (code.status() == 422) {
      body.put("errors", failure.fieldErrors());
    }
    return body;
  }

  private static boolean hasGenericContext(ErrorCode code) {
    return switch (code) {
      case VALIDATION, COMMAND_VALIDATION, UNAUTHORIZED, INTERNAL -> false;
      default -> code.status() != 429;
    };
  }

  private static String path(URI request) {
    var path = request.getRawPath();
    var query = request.getRawQuery();
    return query == null || path.endsWith(CALLBACK_SUFFIX) || holdsSecret(query)
        ? path
        : path + '?' + query;
  }

  /** The callback has more spellings than its own: a slash at the end, an encoded letter. */
  private static boolean holdsSecret(String query) {
    return Arrays.stream(query.split("[&;]"))
        .map(parameter -> parameter.split("=", 2)[0])
        .anyMatch(name -> SECRET_PARAMETERS.contains(decoded(name)));
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }
}
