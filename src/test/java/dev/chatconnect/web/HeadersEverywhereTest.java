package dev.chatconnect.web;

import java.io.IOException;

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
  void soDoesWhatIsRefusedBeforeAnyRoute() throws IOException {
    // When
    var answer = RawHttp.send("GET /v1/channel-connections/%zz HTTP/1.1");

    // Then
    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("X-Frame-Options: DENY")
        .containsIgnoringCase("Referrer-Policy: no-referrer")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none';")
        .containsIgnoringCase("Cross-Origin-Opener-Policy: same-origin");
  }
}
