package dev.chatconnect.environment;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class CallerFilterTest {

  @Inject TemplatesKnownEarly early;

  @BeforeEach
  void forget() {
    early.known.clear();
    early.callers.clear();
  }

  @Test
  void theTemplateOfARouteIsNotLookedForBeforeTheRouteIs() {
    // When
    var answer = ask("ApiKey dev-secret-key");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(early.known).containsExactly("none");
  }

  @Test
  void aFailureOfAuthenticationIsAnsweredFromTheCatalogue() {
    // When
    var answer = ask("ApiKey wrong");

    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.jsonPath().getString("error")).isEqualTo("Unauthorized");
  }

  @Test
  void aGoodKeyNamesTheCallerBeforeAnyMechanismIsAsked() {
    // When
    var answer = ask("ApiKey dev-secret-key");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(early.callers).containsExactly("named");
  }

  @Test
  void aWrongKeyNamesNobody() {
    // When
    var answer = ask("ApiKey wrong");

    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(early.callers).containsExactly("nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer dev-secret-key", "apikey dev-secret-key", "dev-secret-key", ""})
  void aSchemeOfAnotherKindNamesNobody(String authorization) {
    // When
    var answer = ask(authorization);

    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(early.callers).containsExactly("nobody");
  }

  @Test
  void ofTwoAuthorizationsOnlyTheFirstCounts() {
    // When
    var answer = ask("Bearer other", "ApiKey dev-secret-key");

    // Then
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(early.callers).containsExactly("nobody");
  }

  private static Response ask(String authorization, String... others) {
    return RestAssured.given()
        .header("Authorization", authorization, (Object[]) others)
        .get("/v1/channel-connections?watched=true");
  }

  /**
   * Whether the framework has left a template, and whether a caller is named, by the time it comes
   * to the routes.
   */
  @Singleton
  static class TemplatesKnownEarly {

    private final List<String> known = new ArrayList<>();
    private final List<String> callers = new ArrayList<>();

    void register(@Observes Filters filters) {
      filters.register(this::look, 1);
    }

    private void look(RoutingContext context) {
      if (context.request().getParam("watched") != null) {
        String template = Vertx.currentContext().getLocal("UrlPathTemplate");
        known.add(template == null ? "none" : template);
        callers.add(context.user() == null ? "nobody" : "named");
      }
      context.next();
    }
  }
}
