package dev.chatconnect.inbox;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.CONNECTIONS;
import static dev.chatconnect.inbox.Subscribers.ENDPOINTS;
import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

/** How much a browser may have kept. */
@QuarkusTest
class CreationBoundsTest {

  private final String ann = unique("ann");
  private String slack;

  @BeforeEach
  void anIntegration() {
    slack = Journeys.slackIntegration();
  }

  @ParameterizedTest
  @CsvSource({
    "/identifier,512,must be shorter than or equal to 512 characters",
    "/workspace/id,255,must be shorter than or equal to 255 characters",
    "/workspace/name,255,must be shorter than or equal to 255 characters",
    "/auth/accessToken,8192,must be shorter than or equal to 8192 characters",
    "/auth/refreshToken,8192,must be shorter than or equal to 8192 characters"
  })
  void aTextOfAConnectionIsAsLongAsItMayBe(String field, int longest, String rule) {
    // Given
    var session = token(ann);
    var fits = with(connection(), field, longest);
    var tooLong = with(connection(), field, longest + 1);

    // When
    var refused = browser(session).body(tooLong.toString()).post(CONNECTIONS);
    var made = browser(session).body(fits.toString()).post(CONNECTIONS);

    // Then
    refused
        .then()
        .statusCode(422)
        .body(
            "errors.general.messages", contains(field.substring(1).replace('/', '.') + " " + rule));
    made.then().statusCode(201);
  }

  @ParameterizedTest
  @CsvSource({"3,201", "9,422"})
  void aWorkspaceHoldsLittleBesides(int more, int status) {
    // Given
    var connection = connection();
    for (var i = 0; i < more; i++) {
      with(connection, "/workspace/more" + i, 255);
    }

    // When
    var answer = browser(token(ann)).body(connection.toString()).post(CONNECTIONS);

    // Then
    answer.then().statusCode(status);
    if (status == 422) {
      answer.then().body("message", containsString("Validation Error"));
      answer
          .then()
          .body(
              "errors.general.messages",
              contains("workspace must take up no more than 2048 bytes"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/identifier,512,errors.identifier.messages[0],identifier must be shorter than or equal to 512 characters",
    "/connectionIdentifier,512,errors.connectionIdentifier.messages[0],connectionIdentifier must be shorter than or equal to 512 characters",
    "/endpoint/channelId,2032,errors.general.messages[0],endpoint must take up no more than 2048 bytes"
  })
  void nothingOfAnEndpointIsEndless(String field, int longest, String path, String message) {
    // Given
    var session = token(ann);
    var tooLong = with(endpoint(), field, longest + 1);

    // When
    var refused = browser(session).body(tooLong.toString()).post(ENDPOINTS);

    // Then
    refused.then().statusCode(422).body(path, containsString(message));
    ApiCalls.list(ApiCalls.ENDPOINTS, Map.of("subscriberId", ann)).then().body("data", empty());
  }

  @ParameterizedTest
  @CsvSource({"/identifier,512", "/endpoint/channelId,2032"})
  void whatFitsBecomesAnEndpoint(String field, int longest) {
    // Given
    var fits = with(endpoint(), field, longest);

    // When
    var made = browser(token(ann)).body(fits.toString()).post(ENDPOINTS);

    // Then
    made.then().statusCode(201);
  }

  private ObjectNode connection() {
    return ApiCalls.body(
        "{'integrationIdentifier':'%s','workspace':{'id':'T1','name':'Acme'},'auth':{'accessToken':'x'}}"
            .formatted(slack));
  }

  private ObjectNode endpoint() {
    return ApiCalls.body(
        "{'integrationIdentifier':'%s','type':'slack_channel','endpoint':{'channelId':'C1'}}"
            .formatted(slack));
  }

  private static ObjectNode with(ObjectNode body, String field, int length) {
    var slash = field.lastIndexOf('/');
    var parent = slash == 0 ? body : (ObjectNode) body.at(field.substring(0, slash));
    parent.put(field.substring(slash + 1), unique("").repeat(300).substring(0, length));
    return body;
  }
}
