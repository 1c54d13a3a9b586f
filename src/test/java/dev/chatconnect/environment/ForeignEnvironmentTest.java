package dev.chatconnect.environment;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who guesses an identifier of another environment gets the very answer that they get for one that
 * nobody has, on every route that takes one: it tells not even that there is such a record.
 */
@QuarkusTest
class ForeignEnvironmentTest {

  private static final String OTHER_API_KEY = "hooked-secret-key";
  private static final String BODY =
      "{'name':'x','workspace':{'id':'X'},'auth':{'accessToken':'xoxb-eve'},'endpoint':{'phoneNumber':'2'}}";

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/channel-connections/{connection}",
    "PATCH, /v1/channel-connections/{connection}",
    "DELETE, /v1/channel-connections/{connection}",
    "POST, /v1/channel-connections/{connection}/token",
    "POST, /v1/channel-connections/{connection}/token/rotate",
    "POST, /v1/channel-connections/{connection}/verify",
    "GET, /v1/channel-endpoints/{endpoint}",
    "PATCH, /v1/channel-endpoints/{endpoint}",
    "DELETE, /v1/channel-endpoints/{endpoint}",
    "PUT, /v1/integrations/{integration}",
    "DELETE, /v1/integrations/{integration}",
    "POST, /v1/integrations/{integration}/set-primary",
  })
  void aRecordOfAnotherEnvironmentIsAsUnknownAsAnyOther(Method method, String path) {
    // Given
    var integration = ApiCalls.integration("slack");
    var connection = unique("chconn-");
    var endpoint = unique("chend-");
    ApiCalls.post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-mine'}}"
                    .formatted(integration.identifier(), connection, unique("s"))))
        .then()
        .statusCode(201);
    ApiCalls.post(
            ENDPOINTS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','type':'slack_channel','endpoint':{'channelId':'C1'}}"
                    .formatted(integration.identifier(), endpoint, unique("s"))))
        .then()
        .statusCode(201);

    // When
    var foreign = call(method, path, connection, endpoint, integration.id()).body().asString();
    var unknownConnection = unique("chconn-");
    var unknownEndpoint = unique("chend-");
    var unknownIntegration = "0".repeat(integration.id().length());
    var unknown = call(method, path, unknownConnection, unknownEndpoint, unknownIntegration);

    // Then
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(
            comparable(foreign)
                .replace(connection, unknownConnection)
                .replace(endpoint, unknownEndpoint)
                .replace(integration.id(), unknownIntegration))
        .isEqualTo(comparable(unknown.asString()));
    ApiCalls.get(CONNECTIONS, connection).then().statusCode(200);
    ApiCalls.get(ENDPOINTS, endpoint).then().statusCode(200);
    assertThat(ApiCalls.caller().get("/v1/integrations").asString()).contains(integration.id());
  }

  private static Response call(
      Method method, String path, String connection, String endpoint, String integration) {
    var filled =
        path.replace("{connection}", connection)
            .replace("{endpoint}", endpoint)
            .replace("{integration}", integration);
    return ApiCalls.caller(OTHER_API_KEY)
        .contentType("application/json")
        .body(body(BODY).toString())
        .request(method, filled);
  }

  private static String comparable(String error) {
    return error.replaceAll("\"timestamp\":\"[^\"]+\"", "");
  }
}
