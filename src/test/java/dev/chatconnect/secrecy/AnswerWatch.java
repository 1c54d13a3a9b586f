package dev.chatconnect.secrecy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sees every call that a test makes with REST Assured: no error answer repeats a secret, of the
 * stand-ins or of the request. What the request and the answer hold is looked for in the log.
 */
final class AnswerWatch implements Filter {

  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "\"(accessToken|refreshToken|access_token|refresh_token|id_token|secretKey|signingSecret"
              + "|apiKey|apiToken|token|password|botToken|code_verifier|flowId)\"\\s*:\\s*\"([^\"]+)\"");

  private static final List<String> SECRET_PARAMETERS =
      List.of("code", "state", "code_verifier", "client_secret");

  /** Once per class loader of the application. */
  static void watch() {
    if (RestAssured.filters().stream().noneMatch(AnswerWatch.class::isInstance)) {
      var all = new ArrayList<>(RestAssured.filters());
      all.add(new AnswerWatch());
      RestAssured.replaceFiltersWith(all);
    }
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    var sent = secrets(request);
    sent.forEach(LogWatch::add);
    var answer = context.next(request, expected);
    var body = answer.asString();
    fields(body).forEach(LogWatch::add);
    if (answer.statusCode() >= 400 && URI.create(request.getURI()).getPort() == RestAssured.port) {
      var told = body + answer.headers();
      assertThat(Secrets.told(told)).as("secret in an error: %s", told).isEmpty();
      assertThat(sent)
          .as("secrets of the request in its error: %s", told)
          .noneMatch(told::contains);
    }
    return answer;
  }

  private static List<String> secrets(FilterableRequestSpecification request) {
    var secrets = new ArrayList<String>();
    var authorization = request.getHeaders().getValue("Authorization");
    if (authorization != null) {
      secrets.add(authorization.substring(authorization.indexOf(' ') + 1));
    }
    SECRET_PARAMETERS.forEach(
        name -> {
          // A list, when the parameter is repeated.
          if (((Map<?, ?>) request.getQueryParams()).get(name) instanceof String value) {
            secrets.add(value);
          }
        });
    if (request.getBody() instanceof String body) {
      secrets.addAll(fields(body));
    }
    secrets.removeIf(secret -> secret.length() < LogWatch.SHORTEST);
    return secrets;
  }

  private static List<String> fields(String json) {
    return SECRET_FIELD.matcher(json).results().map(found -> found.group(2)).toList();
  }
}
