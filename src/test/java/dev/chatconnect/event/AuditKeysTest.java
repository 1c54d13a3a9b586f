package dev.chatconnect.event;

import java.util.Map;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.idempotency.IdempotencyTenancyTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.connect.Journeys.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

/** With which of an environment's API keys something was done. */
@QuarkusTest
@TestProfile(IdempotencyTenancyTest.TwoEnvironments.class)
class AuditKeysTest {

  private static final String FIRST = "other-secret-key";
  private static final String SECOND = "other-second-key";

  private final String connection = unique("connection-");

  @ParameterizedTest
  @CsvSource({FIRST + ", 1", SECOND + ", 2"})
  void anEntryNamesTheKeyByItsPlace(String key, String place) {
    // Given
    var integration = integration();

    // When
    connect(key, integration).then().statusCode(201);

    // Then
    audit()
        .then()
        .body("data.type", contains("connection.created"))
        .body("data[0].actor", equalTo(Map.of("type", "api_key", "id", place)));
  }

  @Test
  void aKeyThatIsNoneLeavesNoEntry() {
    // Given
    var integration = integration();

    // When
    connect("third-of-two-api-keys", integration).then().statusCode(401);

    // Then
    audit().then().statusCode(200).body("data", empty());
  }

  private static String integration() {
    return ApiCalls.caller(FIRST)
        .contentType("application/json")
        .body(ApiCalls.body("{'providerId':'slack','channel':'chat','active':true}").toString())
        .post("/v1/integrations")
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private Response connect(String key, String integration) {
    return ApiCalls.caller(key)
        .contentType("application/json")
        .body(
            ApiCalls.body(
                    "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'ann-%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                        .formatted(connection, integration, connection))
                .toString())
        .post(CONNECTIONS);
  }

  private Response audit() {
    return ApiCalls.caller(FIRST).queryParam("connectionIdentifier", connection).get("/v1/audit");
  }
}
