package dev.chatconnect.connection;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.integration;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ConcurrentConnectionsTest {

  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final String tenant = UUID.randomUUID().toString();
  private String slack = "";

  @BeforeEach
  void makeIntegration() {
    slack = integration("slack").identifier();
  }

  @Test
  void ofTwoHundredCreatesForOneOwnerOneWins() {
    // When
    var answers = ApiCalls.postAtOnce(CONNECTIONS, 200, i -> request(subscriber, "null"));

    // Then
    var winner = assertOneWinner(answers, 200, "A channel connection already exists");
    var filters =
        List.of(
            Map.of("subscriberId", subscriber),
            Map.of("integrationIdentifier", slack),
            Map.of("contextKeys", "tenant:" + tenant),
            Map.of("integrationIdentifier", slack, "providerId", "slack", "channel", "chat"));
    assertThat(filters).allSatisfy(filter -> assertOnly(winner, filter));
  }

  @Test
  void ofFiftyCreatesWithOneIdentifierOneWins() {
    // Given
    var identifier = "chconn-" + UUID.randomUUID();

    // When
    var answers =
        ApiCalls.postAtOnce(
            CONNECTIONS, 50, i -> request(subscriber + '-' + i, "'" + identifier + "'"));

    // Then
    var winner =
        assertOneWinner(
            answers, 50, "Channel connection with identifier \\\"" + identifier + "\\\" already");
    assertThat(winner).isEqualTo(identifier);
    assertOnly(winner, Map.of("integrationIdentifier", slack));
    assertOnly(winner, Map.of("contextKeys", "tenant:" + tenant));
  }

  private ObjectNode request(String owner, String identifier) {
    return body(
        "{'integrationIdentifier':'%s','subscriberId':'%s','identifier':%s,'context':{'tenant':'%s'},'workspace':{'id':'T1'},'auth':{'accessToken':'t'}}"
            .formatted(slack, owner, identifier, tenant));
  }

  private static String assertOneWinner(
      List<HttpResponse<String>> answers, int count, String conflict) {
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 201 && answer.statusCode() != 409)
        .extracting(HttpResponse::statusCode, HttpResponse::body)
        .isEmpty();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .hasSize(count - 1)
        .allSatisfy(answer -> assertThat(answer.body()).contains(conflict));
    return answers.stream()
        .filter(answer -> answer.statusCode() == 201)
        .map(answer -> JsonPath.from(answer.body()).getString("data.identifier"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertOnly(String identifier, Map<String, String> filter) {
    var page = ApiCalls.list(CONNECTIONS, filter).then().statusCode(200).extract().jsonPath();
    assertThat(page.getList("data.identifier")).containsExactly(identifier);
    assertThat(page.getInt("totalCount")).isEqualTo(1);
  }
}
