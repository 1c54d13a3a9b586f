package dev.chatconnect.connectpage;

import java.util.Map;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.connect.Verifications;
import dev.chatconnect.connect.WithVerifier;
import dev.chatconnect.provider.slack.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.connectpage.Visitor.browser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** A journey of the connect page whose provider's page was passed on to somebody else. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class OtherBrowserTest {

  private static final String COOKIE = "chat-connect";

  private final String subscriber = unique("subscriber-");
  private final String code = code("variant-a", unique("T"), unique("U"));

  @Test
  void withoutTheCookieOfTheVisitNothingIsExchanged() {
    // Given
    var integration = slackIntegration();
    var state = Visitor.of(subscriber, integration).begin("connect", integration);

    // When
    var page = comeBack(browser(), state, "code=" + code);

    // Then
    page.then()
        .statusCode(403)
        .header("Location", (String) null)
        .body(containsString("This did not begin here"))
        .body(containsString("Go back to the application and start again."));
    assertNothingHappened(integration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x"})
  void aCookieOfNoVisitOpensNothing(String forged) {
    // Given
    var integration = slackIntegration();
    var state = Visitor.of(subscriber, integration).begin("connect", integration);

    // When
    var page = comeBack(browser().cookie(COOKIE, forged), state, "code=" + code);

    // Then
    page.then().statusCode(403);
    assertNothingHappened(integration);
  }

  @Test
  void anotherVisitOpensNothing() {
    // Given
    var integration = slackIntegration();
    var state = Visitor.of(subscriber, integration).begin("connect", integration);
    var victim = Visitor.of(unique("victim-"), integration);

    // When
    var page = victim.comeBack(state, "code=" + code);

    // Then
    page.then().statusCode(403);
    assertNothingHappened(integration);
  }

  @Test
  void anAccountIsNotLinkedEither() {
    // Given
    var integration = slackIntegration();
    var team = unique("T");
    callback(state(Journeys.of(integration, subscriber)), code("variant-a", team, unique("U")))
        .then()
        .statusCode(200);
    var state = Visitor.of(subscriber, integration).begin("link", integration);
    var identity = code("variant-c", team, unique("U"));

    // When
    var page = comeBack(browser(), state, "code=" + identity);

    // Then
    page.then().statusCode(403);
    assertThat(StandIn.exchangesOf(identity)).isEmpty();
    ApiCalls.list(ApiCalls.ENDPOINTS, Map.of("subscriberId", subscriber))
        .then()
        .body("data", hasSize(0));
  }

  @Test
  void theStateIsUsedUpSoThatItsOwnerCannotFinishIt() {
    // Given
    var integration = slackIntegration();
    var visitor = Visitor.of(subscriber, integration);
    var state = visitor.begin("connect", integration);
    comeBack(browser(), state, "code=" + code).then().statusCode(403);

    // When
    var page = visitor.comeBack(state, "code=" + code);

    // Then
    page.then().statusCode(400).body(containsString("This link no longer works"));
    assertNothingHappened(integration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error=access_denied", "code=", "code=one&code=two"})
  void whateverItCameToTheBrowserIsNotSentToThePage(String query) {
    // Given
    var integration = slackIntegration();
    var state = Visitor.of(subscriber, integration).begin("connect", integration);

    // When
    var page = comeBack(browser(), state, query);

    // Then
    page.then().statusCode(403).header("Location", (String) null);
  }

  @Test
  void aClientThatTakesOnlyJsonGetsTheEntryOfTheCatalogue() {
    // Given
    var integration = slackIntegration();
    var state = Visitor.of(subscriber, integration).begin("connect", integration);

    // When
    var answer = comeBack(browser().accept("application/problem+json"), state, "code=" + code);

    // Then
    answer
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:chat-connect:error:journey-other-browser"));
  }

  @Test
  void theAuditLogHasIt() {
    // Given
    var integration = slackIntegration();
    var state = Visitor.of(subscriber, integration).begin("connect", integration);

    // When
    comeBack(browser(), state, "code=" + code);

    // Then
    ApiCalls.list("/v1/audit", Map.of("subscriberId", subscriber, "type", "journey.failed"))
        .then()
        .body("data", hasSize(1))
        .body("data[0].data.reason", equalTo("journey-other-browser"));
  }

  @Test
  void nothingIsHeldForTheApplicationToConfirmEither() {
    // Given
    var integration = slackIntegration(Map.of("verifierUrl", WithVerifier.VERIFIER));
    var state = Visitor.of(subscriber, integration).begin("connect", integration);

    // When
    var page = comeBack(browser(), state, "code=" + code);

    // Then
    page.then().statusCode(403).header("Location", (String) null);
  }

  @Test
  void inItsOwnBrowserItIsHeldAndConfirmed() {
    // Given
    var integration = slackIntegration(Map.of("verifierUrl", WithVerifier.VERIFIER));
    var visitor = Visitor.of(subscriber, integration);
    var back = visitor.comeBack(visitor.begin("connect", integration), "code=" + code);

    // When
    var answer = Verifications.confirm(Verifications.flowId(back), subscriber);

    // Then
    answer.then().statusCode(200);
    connections(integration).then().body("data", hasSize(1));
  }

  @Test
  void aJourneyThatAnApplicationBeganAsksForNoCookie() {
    // Given
    var integration = slackIntegration();
    var state = Journeys.state(Journeys.of(integration, subscriber));

    // When
    var page = comeBack(browser(), state, "code=" + code);

    // Then
    page.then().statusCode(200);
    connections(integration).then().body("data", hasSize(1));
  }

  private void assertNothingHappened(String integration) {
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    connections(integration).then().body("data", hasSize(0));
  }

  private static Response connections(String integration) {
    return ApiCalls.list(ApiCalls.CONNECTIONS, Map.of("integrationIdentifier", integration));
  }

  private static Response comeBack(RequestSpecification from, String state, String rawQuery) {
    return from.get(CALLBACK + "?" + rawQuery + "&state=" + state);
  }
}
