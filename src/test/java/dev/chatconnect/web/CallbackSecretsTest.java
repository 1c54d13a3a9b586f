package dev.chatconnect.web;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A code or state that arrives at a path beside the callback's own. */
@QuarkusTest
class CallbackSecretsTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/integrations/chat/oauth/callback/, code=the-code&state=the-state",
    "POST, /v1/integrations/chat/oauth/callback/, state=the-state&code=the-code",
    "GET, /v1/integrations/chat/oauth/callbac%6b, code=the-code&state=the-state",
    "GET, /v1/integrations/chat/oauth/callback/x, c%6fde=the-code",
    "GET, /oauth/callback;x, a;state=the-state",
    "POST, /v1/integrations/chat/oauth, state=the-state",
  })
  void noAnswerRepeatsCodeOrState(Method method, String path, String query) {
    // When
    var answer =
        given()
            .accept("application/json")
            .urlEncodingEnabled(false)
            .request(method, path + '?' + query);

    // Then
    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.asString()).doesNotContain("the-code").doesNotContain("the-state");
  }

  @ParameterizedTest
  @CsvSource({"/v1/nowhere, limit=1&code_challenge=x", "/v1/nowhere, a=%20b"})
  void otherQueriesStayInTheAnswersPath(String path, String query) {
    // When
    var answer =
        given().accept("application/json").urlEncodingEnabled(false).get(path + '?' + query);

    // Then
    assertThat(answer.<String>path("path")).isEqualTo(path + '?' + query);
  }
}
