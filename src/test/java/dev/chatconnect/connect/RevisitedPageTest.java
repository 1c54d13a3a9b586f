package dev.chatconnect.connect;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.browser;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.callbackWith;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** What a browser gets that reloads a page whose script took the query out of its address. */
@QuarkusTest
class RevisitedPageTest {

  @Inject MeterRegistry meters;

  @ParameterizedTest
  @ValueSource(strings = {"success", "failure"})
  void looksTheSameHoweverTheJourneyEnded(String ending) {
    // Given
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));
    if (ending.equals("success")) {
      callback(state, code("variant-a", unique("T"), unique("U"))).then().statusCode(200);
    } else {
      callbackWith("error=access_denied&state=" + state).then().statusCode(403);
    }

    // When
    var page = reload();

    // Then
    page.then()
        .statusCode(400)
        .contentType("text/html")
        .header("Cache-Control", "no-store")
        .body(containsString("There is nothing left to do here"))
        .body(not(containsString("Reference")));
    assertThat(page.asString()).isEqualTo(reload().asString());
  }

  @Test
  void isNoFailureOfAJourneyUnlikeAnIncompleteCallback() {
    // Given
    var before = failures();

    // When
    reload();
    var afterReload = failures();
    callbackWith("code=" + unique("c"));
    var afterIncomplete = failures();

    // Then
    assertThat(afterReload).isEqualTo(before);
    assertThat(afterIncomplete).isEqualTo(before + 1);
  }

  @Test
  void aClientThatAcceptsOnlyJsonIsToldWhatIsMissing() {
    // When
    var answer = given().accept("application/json").get(CALLBACK);

    // Then
    answer
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("message", equalTo("The callback needs exactly one state and one code or error"));
  }

  private static Response reload() {
    return browser().get(CALLBACK);
  }

  private double failures() {
    return meters.find("chat.connect.journeys.failed").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
