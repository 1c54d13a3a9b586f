package dev.chatconnect.web;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

/** Answers of every origin: resources, pages, the API's errors, and what no route ever sees. */
@QuarkusTest
class HeadersEverywhereTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/channel-connections, 401",
    "GET, /v1/nope, 404",
    "GET, /v1/channel-connections/%zz, 400",
    "GET, /v1/inbox/channel-connections, 401",
    "GET, /v1/inbox/.well-known/jwks.json, 200",
    "GET, /v1/integrations/chat/oauth/callback, 400",
    "GET, /v1/integrations/chat/oauth/callback?error=access_denied&state=x, 400",
    "GET, /connect, 401",
    "GET, /connect/unknown, 404",
    "POST, /connect/unknown, 404",
  })
  void everyAnswerCarriesTheHeaders(Method method, String path, int status) {
    // When
    var answer =
        given().urlEncodingEnabled(false).accept("text/html,*/*;q=0.8").request(method, path);

    // Then
    answer
        .then()
        .statusCode(status)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", oneOf("no-referrer", "same-origin"))
        .header("Content-Security-Policy", startsWith("default-src 'none';"))
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    assertThat(answer.headers().getValues("X-Frame-Options")).hasSize(1);
  }

  @Test
  void anotherMethodIsToldWhichThereAre() {
    // When
    var answer = given().delete("/v1/integrations");

    // Then
    answer.then().statusCode(404);
    assertThat(answer.header("Allow")).contains("GET", "POST").doesNotContain("DELETE");
  }
}
