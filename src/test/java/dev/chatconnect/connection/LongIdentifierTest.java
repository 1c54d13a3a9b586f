package dev.chatconnect.connection;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** What can be made under a name can be removed by it. */
@QuarkusTest
class LongIdentifierTest {

  private static final String RULE = "dentifier must be shorter than or equal to 512 characters";

  /** Nobody else's, and nine bytes in a path for each character. */
  private final String longest = "語".repeat(512 - 36) + UUID.randomUUID();

  private final String tooLong = longest + "語";
  private String slack;

  @BeforeEach
  void anIntegration() {
    slack = Journeys.slackIntegration();
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECTIONS, ENDPOINTS})
  void theLongestIsFoundAndRemoved(String route) {
    // Given
    ApiCalls.post(route, record(route, longest)).then().statusCode(201);
    ApiCalls.get(route, longest).then().statusCode(200);

    // When
    var removed = ApiCalls.delete(route, longest);

    // Then
    removed.then().statusCode(204);
    ApiCalls.get(route, longest).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECTIONS, ENDPOINTS})
  void aLongerOneIsRefused(String route) {
    // When
    var answer = ApiCalls.post(route, record(route, tooLong));

    // Then
    answer.then().statusCode(422).body(containsString(RULE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/integrations/channel-connections/oauth",
        "/v1/integrations/channel-endpoints/oauth",
        "/v1/integrations/chat/oauth"
      })
  void noJourneyMakesALongerOne(String route) {
    // Given
    var request =
        ApiCalls.body("{'integrationIdentifier':'%s','subscriberId':'ann'}".formatted(slack));

    // When
    var fits = ApiCalls.post(route, request.deepCopy().put("connectionIdentifier", longest));
    var refused = ApiCalls.post(route, request.deepCopy().put("connectionIdentifier", tooLong));

    // Then
    fits.then().statusCode(201);
    refused.then().statusCode(422).body(containsString(RULE));
  }

  @Test
  void noImportMakesALongerOne() {
    // Given
    var lines =
        record(CONNECTIONS, tooLong).put("kind", "connection")
            + "\n"
            + record(ENDPOINTS, tooLong).put("kind", "endpoint")
            + "\n";

    // When
    var answer =
        ApiCalls.caller()
            .header("Content-Type", "application/x-ndjson")
            .config(
                RestAssuredConfig.config()
                    .encoderConfig(
                        EncoderConfig.encoderConfig()
                            .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
            .body(lines.getBytes(StandardCharsets.UTF_8))
            .post("/v1/transfer");

    // Then
    answer.then().statusCode(200).body(containsString(RULE));
    ApiCalls.list(CONNECTIONS, Map.of("integrationIdentifier", slack))
        .then()
        .body("data.size()", equalTo(0));
  }

  private ObjectNode record(String route, String identifier) {
    var base =
        ApiCalls.body("{'integrationIdentifier':'%s','subscriberId':'%s'}".formatted(slack, slack));
    var special =
        route.equals(CONNECTIONS)
            ? "{'workspace':{'id':'T1'},'auth':{'accessToken':'x'}}"
            : "{'type':'slack_channel','endpoint':{'channelId':'C1'}}";
    return ApiCalls.body(base, special).put("identifier", identifier);
  }
}
