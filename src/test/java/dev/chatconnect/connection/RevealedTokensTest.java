package dev.chatconnect.connection;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.ApiCalls;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.caller;
import static dev.chatconnect.ApiCalls.get;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** A deployment that reveals tokens and serves two environments. */
@QuarkusTest
@TestProfile(RevealedTokensTest.RevealingWithTwoEnvironments.class)
class RevealedTokensTest {

  public static class RevealingWithTwoEnvironments implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "chat-connect.api.reveal-tokens", "true",
          "chat-connect.environments.other.api-keys", "other-secret-key");
    }
  }

  @Inject RedisDataSource redis;

  private final String identifier = "chconn-" + UUID.randomUUID();

  @Test
  void aListLeavesATokenOutThatNobodyCanRead() {
    // Given
    var slack = integration("slack", "chat", "{'clientId':'1','secretKey':'s'}").identifier();
    post(CONNECTIONS, connection(slack, "{'accessToken':'xoxb-1'}")).then().statusCode(201);
    var values = redis.value(String.class);
    var key = redis.key().keys("cc:{*}:connection:" + identifier).get(0);
    values.set(key, values.get(key).replaceAll("\"v1\\.[^.]+\\.", "\"v1.lost."));

    // When
    var listed = ApiCalls.list(CONNECTIONS, Map.of("subscriberId", identifier));

    // Then
    listed.then().statusCode(200).body("data[0].auth", equalTo(Map.of("accessToken", "")));
    get(CONNECTIONS, identifier).then().statusCode(503);
    ApiCalls.delete(CONNECTIONS, identifier);
  }

  @Test
  void everyAnswerShowsTheAccessTokenAndNoOtherSecret() {
    // Given
    var slack = integration("slack", "chat", "{'clientId':'1','secretKey':'s'}").identifier();
    var auth = "{'accessToken':'xoxb-1','refreshToken':'xoxe-1'}";

    // When
    var created = post(CONNECTIONS, connection(slack, auth));
    var got = get(CONNECTIONS, identifier);
    var patched =
        ApiCalls.patch(
            CONNECTIONS, identifier, body("{'workspace':{'id':'T'},'auth':{'accessToken':'n'}}"));
    var listed = ApiCalls.list(CONNECTIONS, Map.of("subscriberId", identifier));

    // Then
    created.then().statusCode(201).body("data.auth", equalTo(Map.of("accessToken", "xoxb-1")));
    got.then().body("data.auth", equalTo(Map.of("accessToken", "xoxb-1")));
    patched.then().body("data.auth", equalTo(Map.of("accessToken", "n")));
    listed.then().body("data[0].auth", equalTo(Map.of("accessToken", "n")));
  }

  @Test
  void anAnswerThatShowsTheAccessTokenIsNotKeptForLong() {
    // Given
    var slack = integration("slack").identifier();
    var before = keptAnswers();

    // When
    caller()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", identifier)
        .body(connection(slack, "{'accessToken':'xoxb-1'}").toString())
        .post(CONNECTIONS)
        .then()
        .statusCode(201);

    // Then
    var kept = keptAnswers();
    kept.removeAll(before);
    assertThat(kept).hasSize(1).allMatch(key -> redis.key().ttl(key) <= 60);
  }

  private Set<String> keptAnswers() {
    return new HashSet<>(redis.key().keys("cc:{*}:idempotency:*"));
  }

  @Test
  void anotherEnvironmentsRecordsAreUnknown() {
    // Given
    var slack = integration("slack").identifier();
    post(CONNECTIONS, connection(slack, "{'accessToken':'t'}")).then().statusCode(201);
    post(
            ENDPOINTS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','type':'slack_channel','endpoint':{'channelId':'C1'}}"
                    .formatted(slack, identifier, identifier)))
        .then()
        .statusCode(201);

    for (var path : List.of(CONNECTIONS, ENDPOINTS)) {
      // When
      var got = other().get(path + '/' + identifier);
      var patched =
          other()
              .contentType(ContentType.JSON)
              .body(
                  body("{'workspace':{'id':'X'},'auth':{'accessToken':'x'},'endpoint':{'phoneNumber':'2'}}")
                      .toString())
              .patch(path + '/' + identifier);
      var deleted = other().delete(path + '/' + identifier);
      var listed = other().get(path + "?subscriberId=" + identifier);

      // Then
      assertThat(List.of(got.statusCode(), patched.statusCode(), deleted.statusCode()))
          .containsOnly(404);
      listed.then().statusCode(200).body("totalCount", equalTo(0));
      get(path, identifier).then().statusCode(200);
    }
    other().post(CONNECTIONS + '/' + identifier + "/token").then().statusCode(404);
    other()
        .contentType(ContentType.JSON)
        .body(connection(slack, "{'accessToken':'t'}").toString())
        .post(CONNECTIONS)
        .then()
        .statusCode(404)
        .body("message", equalTo("Integration not found: " + slack));
  }

  private static RequestSpecification other() {
    return caller("other-secret-key");
  }

  private ObjectNode connection(String slack, String auth) {
    return body(
        "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','workspace':{'id':'T'},'auth':%s}"
            .formatted(slack, identifier, identifier, auth));
  }
}
