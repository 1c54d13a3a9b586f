package dev.chatconnect.inbox;

import java.util.HashMap;
import java.util.Map;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.CONNECTIONS;
import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.token;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

/** The names that the published buttons choose by themselves, and who may take them. */
@QuarkusTest
class ButtonIdentifiersTest {

  private static final String CONNECT = CONNECTIONS + "/oauth";
  private static final String EITHER = "/v1/inbox/chat/oauth";

  private final String ann = unique("ann");
  private final String eve = unique("eve");
  private final String tenant = unique("tenant");
  private String slack;

  @BeforeEach
  void anIntegration() {
    slack = Journeys.slackIntegration();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chconn-slack-default-ANN",
        "chconn-msteams-default-ANN",
        "chconn-webex-messaging-default-ANN",
        "chconn-slack-default-ANN-default-EVE",
        "chconn-slack-default-EVE2",
        "chconn-slack-default-",
        "chconn-slack-default",
        "chconn-msteams-default"
      })
  void nobodyTakesTheNameOfAnothersButton(String pattern) {
    // Given
    var identifier = named(pattern);
    var session = token(eve, tenant);

    // When
    var made = make(session, identifier);
    var connect = start(CONNECT, session, identifier, "subscriber");
    var either = start(EITHER, session, identifier, "");

    // Then
    assertRefused(made, "identifier", identifier);
    assertRefused(connect, "connectionIdentifier", identifier);
    assertRefused(either, "connectionIdentifier", identifier);
    ApiCalls.list(ApiCalls.CONNECTIONS, Map.of("subscriberId", eve)).then().body("data", empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chconn-slack-default-EVE",
        "chconn-msteams-default-EVE",
        "chconn-slack-defaults-ANN",
        "my-chconn-slack-default-ANN",
        "chconn-ANN"
      })
  void anOwnNameAndAnyOtherCanBeTaken(String pattern) {
    // Given
    var identifier = named(pattern);
    var session = token(eve, tenant);

    // When
    var url = start(CONNECT, session, identifier, "subscriber");
    var made = make(session, identifier);

    // Then
    url.then().statusCode(201);
    made.then().statusCode(201).body("data.identifier", equalTo(identifier));
  }

  @Test
  void anIdThatLooksLikeANameOfItsOwnHasAButtonToo() {
    // Given
    var odd = ann + "-default-" + eve;

    // When
    var made = make(token(odd, tenant), "chconn-slack-default-" + odd);

    // Then
    made.then().statusCode(201);
  }

  @ParameterizedTest
  @CsvSource({"chconn-slack-default,201", "chconn-slack-default-ANN,403"})
  void aSharedButtonHasTheNameWithoutASubscriber(String pattern, int status) {
    // When
    var url = start(CONNECT, token(eve, tenant), named(pattern), "shared");

    // Then
    url.then().statusCode(status);
  }

  @Test
  void whoeverTriesDoesNotKeepTheOwnerFromConnecting() {
    // Given
    var identifier = named("chconn-slack-default-ANN");
    make(token(eve, tenant), identifier).then().statusCode(403);
    var url =
        start(CONNECT, token(ann, tenant), identifier, "subscriber")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("data.url");

    // When
    var page = callback(query(url).get("state"), code("variant-a", unique("T"), "U1"));

    // Then
    page.then().statusCode(200);
    ApiCalls.post(ApiCalls.CONNECTIONS + "/" + identifier + "/token", ApiCalls.body("{}"))
        .then()
        .body("data.subscriberId", equalTo(ann));
  }

  @Test
  void theApplicationNamesWhatItLikes() {
    // Given
    var identifier = named("chconn-slack-default-ANN");
    var request = new HashMap<>(Journeys.of(slack, eve));
    request.put("connectionIdentifier", identifier);

    // When
    var url = Journeys.askForConnectUrl(request);

    // Then
    url.then().statusCode(201);
  }

  private String named(String pattern) {
    return pattern.replace("ANN", ann).replace("EVE", eve);
  }

  private Response make(String session, String identifier) {
    return browser(session)
        .body(
            Map.of(
                "identifier",
                identifier,
                "integrationIdentifier",
                slack,
                "workspace",
                Map.of("id", "TEVIL"),
                "auth",
                Map.of("accessToken", "xoxb-evil")))
        .post(CONNECTIONS);
  }

  private Response start(String route, String session, String identifier, String mode) {
    var request = new HashMap<String, Object>();
    request.put("integrationIdentifier", slack);
    request.put("connectionIdentifier", identifier);
    if (!mode.isEmpty()) {
      request.put("connectionMode", mode);
    }
    return browser(session).body(request).post(route);
  }

  private static void assertRefused(Response answer, String field, String identifier) {
    answer
        .then()
        .statusCode(403)
        .body(
            "message",
            equalTo(
                "A subscriber cannot take the %s \"%s\": the button of somebody else connects under that name. Choose another, or send none."
                    .formatted(field, identifier)));
  }
}
