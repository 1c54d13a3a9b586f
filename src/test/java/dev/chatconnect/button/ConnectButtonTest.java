package dev.chatconnect.button;

import java.nio.charset.StandardCharsets;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** How the module of the button is served. */
@QuarkusTest
class ConnectButtonTest {

  private static final String LATEST = "/v1/assets/chat-connect-button.js";

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example.com", ""})
  void everyPageMayLoadTheModule(String origin) {
    // Given
    var request = origin.isEmpty() ? given() : given().header("Origin", origin);

    // When
    var module = request.get(LATEST);

    // Then
    module
        .then()
        .statusCode(200)
        .header("Content-Type", "text/javascript;charset=utf-8")
        .header("Access-Control-Allow-Origin", "*")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "public, max-age=3600");
    assertThat(module.headers().getValues("Access-Control-Allow-Origin")).hasSize(1);
    assertThat(module.header("Pragma")).isNull();
    assertThat(module.asString()).contains("customElements.define(\"chat-connect-button\"");
  }

  @Test
  void theModuleIsSmallAndNeedsNothingElse() {
    // When
    var module = given().get(LATEST).asString();

    // Then
    assertThat(module.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8 * 1024);
    assertThat(module).doesNotContain("import ", "innerHTML", "eval(", "\"*\"");
  }

  @Test
  void whoHasTheModuleIsNotSentItAgain() {
    // Given
    var tag = given().get(LATEST).header("ETag");

    // When
    var answer = given().header("If-None-Match", tag).get(LATEST);

    // Then
    answer.then().statusCode(304).header("ETag", tag).header("Access-Control-Allow-Origin", "*");
    assertThat(answer.asString()).isEmpty();
  }

  @Test
  void aVersionIsForGood() {
    // Given
    var exact = given().get(LATEST).header("Content-Location");

    // When
    var module = given().get(exact);

    // Then
    module.then().statusCode(200).header("Cache-Control", "public, max-age=31536000, immutable");
    assertThat(exact).matches("/v1/assets/chat-connect-button\\.[0-9a-f]{16}\\.js");
    assertThat(module.asString()).isEqualTo(given().get(LATEST).asString());
  }

  @Test
  void anotherVersionIsNotFound() {
    // When
    var answer = given().get("/v1/assets/chat-connect-button.0000000000000000.js");

    // Then
    answer.then().statusCode(404).header("Cache-Control", "no-store");
  }
}
