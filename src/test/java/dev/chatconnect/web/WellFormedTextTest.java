package dev.chatconnect.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

/** Texts that cannot be kept as they are, are refused. */
@QuarkusTest
class WellFormedTextTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"a\":[{\"b\":\"x\\ud83dx\"}]}",
        "{\"\\ude00\":1}"
      })
  void halfAPairIsNoText(String json) throws Exception {
    // Given
    var tree = MAPPER.readTree(json);

    // Then
    assertThatThrownBy(() -> WellFormedText.require(tree)).isInstanceOf(ApiException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1e400]}", "{\"a\":{\"b\":-1e999}}"})
  void aNumberBeyondADoubleIsRefused(String json) throws Exception {
    // Given
    var tree = MAPPER.readTree(json);

    // Then
    assertThatThrownBy(() -> WellFormedText.require(tree))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud83d\\ude00\"}",
        "{\"ü\":[\"😀😀\",1,null]}",
        "{}",
        "7",
        "[1e300,-0.5]"
      })
  void wholePairsAre(String json) throws Exception {
    // Given
    var tree = MAPPER.readTree(json);

    // Then
    assertThatCode(() -> WellFormedText.require(tree)).doesNotThrowAnyException();
  }

  @Test
  void theApiAnswers400() {
    // When
    var answer =
        given()
            .header("Authorization", "ApiKey dev-secret-key")
            .contentType(ContentType.JSON)
            .body("{\"integrationIdentifier\":\"x\",\"subscriberId\":\"\\ud83d\"}")
            .post("/v1/channel-connections");

    // Then
    answer.then().statusCode(400).body("message", containsString("surrogate"));
  }
}
