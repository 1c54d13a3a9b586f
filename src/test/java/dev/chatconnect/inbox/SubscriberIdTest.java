package dev.chatconnect.inbox;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.inbox.Subscribers.CONNECTIONS;
import static dev.chatconnect.inbox.Subscribers.SESSION;
import static dev.chatconnect.inbox.Subscribers.application;
import static dev.chatconnect.inbox.Subscribers.browser;
import static dev.chatconnect.inbox.Subscribers.token;
import static org.assertj.core.api.Assertions.assertThat;

/** How long the id of a subscriber may be, wherever one comes in. */
@QuarkusTest
class SubscriberIdTest {

  private static final String LONGEST = "a".repeat(255);

  @ParameterizedTest
  @CsvSource({
    SESSION + ", subscriberId",
    "/v1/channel-connections, subscriberId",
    "/v1/channel-endpoints, subscriberId",
    "/v1/integrations/channel-connections/oauth, subscriberId",
    "/v1/integrations/channel-endpoints/oauth, subscriberId",
    "/v1/integrations/channel-endpoints/link, subscriberId",
    "/v1/integrations/chat/oauth, subscriberId",
    "/v1/integrations/channel-connections/oauth/flow/confirm, subscriberId",
    "/v1/connect-links, subscriberId",
  })
  void oneThatIsTooLongIsRefusedByName(String route, String field) {
    // Given
    var request = body("{'%s':'%s'}".formatted(field, LONGEST + 'a'));

    // When
    var answer = ApiCalls.post(route, request);

    // Then
    assertRefused(answer, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"subscriber; '%s'", "subscriber.subscriberId; {'subscriberId':'%s'}"},
      quoteCharacter = '~')
  void neitherFormOfASessionsSubscriberMayBeTooLong(String field, String form) {
    // Given
    var request =
        body(
            "{'applicationIdentifier':'%s','subscriber':%s}"
                .formatted(application("dev-secret-key"), form.formatted(LONGEST + 'a')));

    // When
    var answer = ApiCalls.post(SESSION, request);

    // Then
    assertRefused(answer, field);
  }

  @Test
  void theLongestServesInSessionsToo() {
    // Given
    var token = token(LONGEST);

    // When
    var answer = browser(token).get(CONNECTIONS);

    // Then
    answer.then().statusCode(200);
  }

  private static void assertRefused(Response answer, String field) {
    answer.then().statusCode(422);
    assertThat(answer.asString())
        .contains(field + " must be shorter than or equal to 255 characters");
  }
}
