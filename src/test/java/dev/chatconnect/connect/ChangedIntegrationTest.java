package dev.chatconnect.connect;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What changes in an integration shows in the very next URL and at the end of the very next
 * journey, though integrations are remembered and read ahead.
 */
@QuarkusTest
class ChangedIntegrationTest {

  private static final String INTEGRATIONS = "/v1/integrations";

  private ApiCalls.Made integration;

  @BeforeEach
  void rememberAnIntegration() {
    integration = ApiCalls.integration("slack", "chat", "{'clientId':'1.2','secretKey':'secret'}");
    ask().then().statusCode(201);
  }

  @Test
  void aChangedClientIdIsInTheNextUrl() {
    // Given
    change("{'credentials':{'clientId':'3.4','secretKey':'secret'}}");

    // When
    var answer = ask();

    // Then
    answer.then().statusCode(201);
    assertThat(query(answer.path("data.url"))).containsEntry("client_id", "3.4");
  }

  @Test
  void aDeactivatedIntegrationGetsNoUrlUntilItIsActiveAgain() {
    // Given
    change("{'active':false}");
    var refused = ask();

    // When
    change("{'active':true}");

    // Then
    refused.then().statusCode(400);
    ask().then().statusCode(201);
  }

  @Test
  void aDeletedIntegrationGetsNoUrl() {
    // Given
    ApiCalls.delete(INTEGRATIONS, integration.id()).then().statusCode(200);

    // When
    var answer = ask();

    // Then
    answer.then().statusCode(404);
  }

  @Test
  void credentialsThatWereMissingAreSeen() {
    // Given
    change("{'credentials':{'clientId':'','secretKey':''}}");
    var refused = ask();

    // When
    change("{'credentials':{'clientId':'5.6','secretKey':'secret'}}");

    // Then
    refused.then().statusCode(404);
    assertThat(query(ask().path("data.url"))).containsEntry("client_id", "5.6");
  }

  @Test
  void aDeactivatedIntegrationEndsAJourneyWithoutAnExchange() {
    // Given
    finish(state(), code()).then().statusCode(200);
    var state = state();
    var code = code();
    change("{'active':false}");

    // When
    var answer = finish(state, code);

    // Then
    answer.then().statusCode(400);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void aDeletedIntegrationEndsAJourneyWithoutAnExchange() {
    // Given
    finish(state(), code()).then().statusCode(200);
    var state = state();
    var code = code();
    ApiCalls.delete(INTEGRATIONS, integration.id()).then().statusCode(200);

    // When
    var answer = finish(state, code);

    // Then
    answer.then().statusCode(400);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  @Test
  void aCodeIsExchangedWithTheCredentialsOfTheMoment() {
    // Given
    finish(state(), code()).then().statusCode(200);
    var state = state();
    var code = code();
    change("{'credentials':{'clientId':'7.8','secretKey':'another'}}");

    // When
    finish(state, code).then().statusCode(200);

    // Then
    assertThat(StandIn.exchangesOf(code))
        .singleElement()
        .satisfies(
            call -> assertThat(call.formParameter("client_id").firstValue()).isEqualTo("7.8"));
  }

  @Test
  void aJourneyOfAnotherIntegrationIsNotEndedWithTheOneThatWasReadAhead() {
    // Given
    finish(state(), code()).then().statusCode(200);
    var other = ApiCalls.integration("slack", "chat", "{'clientId':'9.9','secretKey':'other'}");
    var state = Journeys.state(Journeys.of(other.identifier(), unique("subscriber-")));
    var code = code();

    // When
    finish(state, code).then().statusCode(200);

    // Then
    assertThat(StandIn.exchangesOf(code))
        .singleElement()
        .satisfies(
            call -> assertThat(call.formParameter("client_id").firstValue()).isEqualTo("9.9"));
  }

  private String state() {
    return Journeys.state(Journeys.of(integration.identifier(), unique("subscriber-")));
  }

  private static String code() {
    return Journeys.code("variant-a", unique("T"), unique("U"));
  }

  private static Response finish(String state, String code) {
    return Journeys.callback(state, code);
  }

  private Response ask() {
    return askForConnectUrl(Journeys.of(integration.identifier(), unique("subscriber-")));
  }

  private void change(String json) {
    ApiCalls.caller()
        .contentType("application/json")
        .body(body(json).toString())
        .put(INTEGRATIONS + "/{id}", integration.id())
        .then()
        .statusCode(200);
  }
}
