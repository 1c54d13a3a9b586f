package dev.chatconnect.connect;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.crypto.Digests;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connect.WithVerifier.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Where an integration may have browsers sent for verification. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class VerifierUrlTest {

  private static final String MESSAGE =
      "credentials.verifierUrl must be an https URL on the list of allowed redirects";

  @Inject RedisDataSource redis;

  private final String subscriber = unique("subscriber-");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/verify",
        "http://app.example.com/verify",
        "https://app.example.com.evil.example/verify",
        "https://app.example.com@evil.example/",
        "//app.example.com/verify",
        "/verify",
        "javascript:alert(1)",
        "http://localhost:1/verify",
      })
  void isRefusedWhenTheIntegrationIsSaved(String url) {
    // Given
    var integration = ApiCalls.integration("slack", "chat", credentials(VERIFIER));

    // When
    var created =
        ApiCalls.post(
            "/v1/integrations",
            body("{'providerId':'slack','channel':'chat','credentials':" + credentials(url) + "}"));
    var updated =
        ApiCalls.caller()
            .contentType("application/json")
            .body(body("{'credentials':" + credentials(url) + "}").toString())
            .put("/v1/integrations/{id}", integration.id());

    // Then
    created.then().statusCode(422).body("errors.general.messages[0]", equalTo(MESSAGE));
    updated.then().statusCode(422).body("errors.general.messages[0]", equalTo(MESSAGE));
  }

  @Test
  void ofAnApplicationOnThisMachineMayBePlain() {
    // Given
    var url = "http://localhost:" + WithVerifier.applicationPort() + "/verify";

    // When
    var integration = ApiCalls.integration("slack", "chat", credentials(url));

    // Then
    assertThat(integration.id()).hasSize(24);
  }

  @Test
  void staysWhenAClientThatDoesNotKnowItRenewsTheSecret() {
    // Given
    var integration = ApiCalls.integration("slack", "chat", credentials(VERIFIER));
    var renewed = "{'credentials':{'clientId':'1111.2222','secretKey':'renewed'}}";
    ApiCalls.caller()
        .contentType("application/json")
        .body(body(renewed).toString())
        .put("/v1/integrations/{id}", integration.id())
        .then()
        .statusCode(200);

    // When
    var answer =
        callback(
            state(Journeys.of(integration.identifier(), subscriber)),
            code("variant-a", unique("T"), unique("U")));

    // Then
    answer.then().statusCode(302).header("Location", startsWith(VERIFIER));
  }

  @Test
  void isTakenAwayByAnEmptyOne() {
    // Given
    var integration = ApiCalls.integration("slack", "chat", credentials(VERIFIER));
    ApiCalls.caller()
        .contentType("application/json")
        .body(body("{'credentials':" + credentials("") + "}").toString())
        .put("/v1/integrations/{id}", integration.id())
        .then()
        .statusCode(200);

    // When
    var page =
        callback(
            state(Journeys.of(integration.identifier(), subscriber)),
            code("variant-a", unique("T"), unique("U")));

    // Then
    page.then().statusCode(200);
  }

  @Test
  void thatLeftTheAllowListMakesNoUrl() {
    // Given
    var integration = ApiCalls.integration("slack", "chat", credentials(VERIFIER));
    send(integration.id(), "https://gone.example.com/verify");
    var asked = Journeys.of(integration.identifier(), subscriber);

    // When
    var connect = askForConnectUrl(asked);
    var link = askForLinkUrl(asked);

    // Then
    connect.then().statusCode(400).body("message", equalTo(MESSAGE));
    link.then().statusCode(400).body("message", equalTo(MESSAGE));
  }

  @Test
  void thatLeftTheAllowListMeanwhileGetsNoFlowAndNothingIsExchanged() {
    // Given
    var code = code("variant-a", unique("T"), unique("U"));
    var integration = ApiCalls.integration("slack", "chat", credentials(VERIFIER));
    var state = state(Journeys.of(integration.identifier(), subscriber));
    send(integration.id(), "https://gone.example.com/verify");

    // When
    var page = callback(state, code);

    // Then
    page.then().statusCode(400).body(containsString("Setup error"));
    assertThat(page.header("Location")).isNull();
    assertThat(StandIn.exchangesOf(code)).isEmpty();
  }

  private static String credentials(String verifierUrl) {
    return "{'clientId':'1111.2222','secretKey':'app-client-secret','verifierUrl':'%s'}"
        .formatted(verifierUrl);
  }

  /** What an operator does by taking an origin off the list. */
  private void send(String integrationId, String url) {
    var environment = Digests.sha256Hex("environment:default").substring(0, 24);
    var key = "cc:{" + environment + "}:integration:" + integrationId;
    var values = redis.value(String.class);
    values.set(key, values.get(key).replace(VERIFIER, url));
  }
}
