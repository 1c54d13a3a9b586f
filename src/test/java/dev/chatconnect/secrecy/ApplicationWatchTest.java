package dev.chatconnect.secrecy;

import jakarta.inject.Inject;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Leaks that only an application can have, planted and found. */
@QuarkusTest
class ApplicationWatchTest {

  @Inject Tracer tracer;

  private static final String ONE_TIME_SECRET = "JK0dd_BH5AS3dtXY07pVPpIZgV24UKf34-H4WvhZMcI";

  @Test
  void aSecretInAnErrorFailsTheTest() {
    // When / Then
    assertThatThrownBy(() -> given().get("/v1/test-secrecy/error"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("xoxb-planted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "state"})
  void aSecretOfTheRequestInItsErrorFailsTheTest(String parameter) {
    // When / Then
    assertThatThrownBy(
            () ->
                given().queryParam(parameter, "refused xoxb-planted").get("/v1/test-secrecy/error"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aSecretInALabelIsFound() {
    // Given
    var meter = Metrics.counter("planted", "route", "/v1/links/" + ONE_TIME_SECRET);

    // When
    var found = ApplicationWatch.take();
    Metrics.globalRegistry.remove(meter);

    // Then
    assertThat(found).singleElement().asString().contains(ONE_TIME_SECRET);
    assertThat(ApplicationWatch.take()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "attribute", "event", "status"})
  void aSecretInASpanIsFound(String place) {
    // Given
    var secret = "xoxb-planted";
    var span = tracer.spanBuilder(place.equals("name") ? secret : "planted").startSpan();
    switch (place) {
      case "attribute" -> span.setAttribute("url.full", secret);
      case "event" -> span.recordException(new IllegalStateException(secret));
      case "status" -> span.setStatus(StatusCode.ERROR, secret);
      default -> {}
    }

    // When
    span.end();

    // Then
    assertThat(LogWatch.take()).singleElement().asString().contains("span=", secret);
  }

  @Test
  void everyRequestHasASpanThatIsRead() {
    // Given
    var route = "GET /v1/test-secrecy/fail/{secret}";

    // When
    given().get("/v1/test-secrecy/fail/nothing");

    // Then
    await()
        .untilAsserted(
            () -> {
              LogWatch.add(route);
              assertThat(LogWatch.take()).anyMatch(line -> line.contains("span=\"" + route));
            });
  }

  @Test
  void aPageOfOursThatAProviderIsToldIsFound() {
    // Given
    var config = ConfigProvider.getConfig();
    var standIn = config.getValue("quarkus.wiremock.devservices.port", Integer.class);
    given()
        .header("Referer", config.getValue("test.url", String.class) + "/v1/connect/x")
        .get("http://localhost:" + standIn + "/planted");

    // When
    var found = ApplicationWatch.take();
    new WireMock("localhost", standIn).removeEvents(anyRequestedFor(urlPathEqualTo("/planted")));

    // Then
    assertThat(found).containsExactly("Referer to /planted");
    assertThat(ApplicationWatch.take()).isEmpty();
  }

  /** What is logged is read when the class is over. */
  @Test
  void anUnexpectedFailureIsLoggedWithoutTheSecretInItsPath() {
    // When
    var answer = given().get("/v1/test-secrecy/fail/" + ONE_TIME_SECRET);

    // Then
    answer.then().statusCode(500);
  }
}
