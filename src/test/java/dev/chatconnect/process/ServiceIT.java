package dev.chatconnect.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.redis.StoppableRedis;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.caller;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** What the packaged service has to show beyond the tests that it shares with the classes. */
@QuarkusIntegrationTest
@TestProfile(Packaged.class)
class ServiceIT {

  StoppableRedis redis;

  private final String identifier = "packaged-" + UUID.randomUUID();
  private String integration;

  @BeforeEach
  void configureSlack() {
    integration =
        ApiCalls.integration("slack", "chat", "{'clientId':'1.2','secretKey':'s'}").identifier();
  }

  @Test
  void itServesTheApiReferenceThatTheDocsHold() throws Exception {
    // When
    var served = given().queryParam("format", "YAML").get("/q/openapi");

    // Then
    assertThat(served.asString()).isEqualTo(Files.readString(Path.of("docs/openapi.yaml")));
  }

  @ParameterizedTest
  @CsvSource({
    "/q/openapi, */*, application/yaml",
    "/q/openapi, application/json, application/json",
    "/q/openapi?format=json, */*, application/json",
    "/q/openapi.json, */*, application/json",
    "/q/openapi.yaml, application/json, application/yaml"
  })
  void theReferenceComesInTheFormThatIsAskedFor(String path, String accepted, String type) {
    // When
    var reference = given().accept(accepted).get(path);

    // Then
    reference.then().statusCode(200).header("Content-Type", startsWith(type));
    assertThat(reference.asString()).contains("/v1/channel-connections");
  }

  @ParameterizedTest
  @ValueSource(strings = {"started", "live", "ready"})
  void aProbeIsAnsweredOnTheManagementPort(String probe) {
    // When
    var health = management().get("/q/health/" + probe);

    // Then
    health.then().statusCode(200).body("status", equalTo("UP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/metrics"})
  void callersOfTheApiLearnNothingOfHealthAndLoad(String path) {
    // When
    var answer = given().get(path);

    // Then
    answer.then().statusCode(404);
  }

  @Test
  void metricsCountRoutesAndNameNobody() {
    // Given
    ApiCalls.get(CONNECTIONS, identifier).then().statusCode(404);

    // When
    var metrics = management().get("/q/metrics").asString();

    // Then
    assertThat(metrics)
        .contains("http_server_requests_seconds_count{")
        .contains("uri=\"/v1/channel-connections/{identifier}\"")
        .doesNotContain(identifier);
  }

  @Test
  void aTokenThatEndedIsRenewed() {
    // Given
    create("'refreshToken':'xoxe-standin-1','expiresAt':'" + Instant.EPOCH + "'");

    // When
    var token = token();

    // Then
    token
        .then()
        .statusCode(200)
        .body("data.accessToken", startsWith("xoxe.xoxb-standin-"))
        .body("data.tokenType", equalTo("Bearer"));
  }

  @Test
  void aRefusedRenewalIsTold() {
    // Given
    create("'refreshToken':'no-such-token','expiresAt':'" + Instant.EPOCH + "'");

    // When
    var token = token();

    // Then
    token.then().statusCode(502);
    ApiCalls.get(CONNECTIONS, identifier).then().body("data.status", equalTo("refresh_failed"));
  }

  @Test
  void aRepetitionGetsTheFirstAnswer() {
    // Given
    var key = UUID.randomUUID().toString();
    var first = post(key, connection("")).then().statusCode(201).extract();

    // When
    var second = post(key, connection(""));

    // Then
    second.then().statusCode(201).header("Idempotency-Replay", equalTo("true"));
    assertThat(second.asString()).isEqualTo(first.asString());
  }

  @Test
  void aKeyIsGoodForOneBodyOnly() {
    // Given
    var key = UUID.randomUUID().toString();
    post(key, connection("")).then().statusCode(201);

    // When
    var other = post(key, connection("'accessToken':'another'"));

    // Then
    other.then().statusCode(422);
  }

  @Test
  void noSecretReachesRedisAsItIs() {
    // Given
    var secret = "xoxb-" + UUID.randomUUID();

    // When
    create("'accessToken':'" + secret + "'");

    // Then
    token().then().body("data.accessToken", equalTo(secret));
    await()
        .untilAsserted(
            () -> assertThat(redis.written()).contains(identifier).doesNotContain(secret));
  }

  private static RequestSpecification management() {
    return given().port(Integer.parseInt(Packaged.MANAGEMENT_PORT));
  }

  private void create(String more) {
    post(UUID.randomUUID().toString(), connection(more)).then().statusCode(201);
  }

  /** With more fields of {@code auth}. */
  private ObjectNode connection(String more) {
    var auth = body("{'accessToken':'xoxe.xoxb-standin-former'}").setAll(body("{" + more + "}"));
    return body("{'identifier':'%1$s','integrationIdentifier':'%2$s','subscriberId':'%1$s','workspace':{'id':'T1','name':'Acme'}}"
            .formatted(identifier, integration))
        .set("auth", auth);
  }

  private static Response post(String key, ObjectNode body) {
    return caller()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body.toString())
        .post(CONNECTIONS);
  }

  private Response token() {
    return caller().post(CONNECTIONS + "/{id}/token", identifier);
  }
}
