package dev.chatconnect.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.idempotency.IdempotencyTenancyTest;
import dev.chatconnect.integration.IntegrationStore;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.hash;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Sessions of an environment that demands hashes. */
@QuarkusTest
@TestProfile(IdempotencyTenancyTest.TwoEnvironments.class)
class SubscriberHashTest {

  private static final String KEY = "other-secret-key";
  private static final String SECOND_KEY = "other-second-key";

  @Inject IntegrationStore integrations;

  private final String ann = unique("ann");

  @ParameterizedTest
  @ValueSource(strings = {KEY, SECOND_KEY})
  void aHashMadeWithAnyKeyIsAccepted(String key) {
    // Given
    var request = session(hash(key, ann));

    // When
    var answer = post(request);

    // Then
    answer.then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "dev-secret-key"})
  void aMissingOrWrongHashIsRefused(String key) {
    // Given
    var request = session(key.length() < 2 ? key : hash(key, ann));

    // When
    var answer = post(request);

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("Please provide a valid HMAC hash"))
        .header("Access-Control-Allow-Origin", "*");
  }

  @Test
  void aHashOfAnotherSubscriberIsRefused() {
    // Given
    var request = session(hash(KEY, "bob"));

    // When
    var answer = post(request);

    // Then
    answer.then().statusCode(400).body("message", equalTo("Please provide a valid HMAC hash"));
  }

  @ParameterizedTest
  @CsvSource({"acme,201", "evil,400", "'',400"})
  void aContextNeedsAHashOfItsOwn(String signed, int status) {
    // Given
    var request = session(hash(KEY, ann));
    request.put("context", Map.of("tenant", "acme"));
    if (!signed.isEmpty()) {
      request.put("contextHash", hash(KEY, "{\"tenant\":\"" + signed + "\"}"));
    }

    // When
    var answer = post(request);

    // Then
    answer.then().statusCode(status);
    if (status == 400) {
      answer.then().body("message", equalTo("Please provide a valid context HMAC hash"));
    }
  }

  @Test
  void aTokenShowsNothingOfAnotherEnvironment() {
    // Given
    var slack = ApiCalls.integration("slack").identifier();
    var identifier = unique("conn");
    ApiCalls.post(
            ApiCalls.CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','workspace':{'id':'T'},'auth':{'accessToken':'t'}}"
                    .formatted(slack, identifier, ann)))
        .then()
        .statusCode(201);
    String foreign = post(session(hash(KEY, ann))).path("data.token");
    var mine = Subscribers.token(ann);

    // When
    var theirs = browser(foreign).get(Subscribers.CONNECTIONS + "/" + identifier);
    var ours = browser(mine).get(Subscribers.CONNECTIONS + "/" + identifier);

    // Then
    theirs.then().statusCode(404);
    ours.then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({"true,400", "false,201"})
  void anInAppIntegrationDecidesWhereNothingIsConfigured(boolean hmac, int status) {
    // Given
    var identifier =
        ApiCalls.caller("third-secret-key")
            .contentType(ContentType.JSON)
            .body(
                body("{'providerId':'novu','channel':'in_app','identifier':'%s','active':true,'credentials':{'hmac':%s}}"
                        .formatted(unique("in-app"), hmac))
                    .toString())
            .post("/v1/integrations")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("data._id");

    // When
    var answer = post("third-secret-key", new HashMap<>(Map.of("subscriber", ann)));

    // Then
    answer.then().statusCode(status);
    ApiCalls.caller("third-secret-key")
        .delete("/v1/integrations/" + identifier)
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @EnumSource(
      value = LaunchMode.class,
      names = {"NORMAL", "DEVELOPMENT", "TEST"})
  void productionDemandsHashesUnlessItIsToldOtherwise(LaunchMode mode) {
    // Given
    var demand = new HashDemand(integrations, mode);
    var silent = environment(Optional.empty());
    var open = environment(Optional.of(false));
    var strict = environment(Optional.of(true));

    // When
    var demanded =
        List.of(demanded(demand, silent), demanded(demand, open), demanded(demand, strict));

    // Then
    assertThat(demanded).isEqualTo(List.of(mode == LaunchMode.NORMAL, false, true));
  }

  private static boolean demanded(HashDemand demand, Environment environment) {
    return demand.of(environment).await().atMost(Duration.ofSeconds(10));
  }

  private static Environment environment(Optional<Boolean> required) {
    var id = unique("e");
    return new Environment(id, id, id, id, List.of(id), required);
  }

  private Map<String, Object> session(String hash) {
    var request = new HashMap<String, Object>();
    request.put("subscriber", Map.of("subscriberId", ann));
    if (!hash.isEmpty()) {
      request.put("subscriberHash", hash);
    }
    return request;
  }

  private static Response post(Map<String, Object> request) {
    return post(KEY, request);
  }

  private static Response post(String key, Map<String, Object> request) {
    request.put("applicationIdentifier", Subscribers.application(key));
    return given().contentType(ContentType.JSON).body(request).post(Subscribers.SESSION);
  }
}
