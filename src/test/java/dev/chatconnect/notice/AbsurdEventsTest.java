package dev.chatconnect.notice;

import java.time.Instant;
import java.util.Map;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.provider.telegram.Telegram;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.notice.Deliveries.SLACK;
import static dev.chatconnect.notice.Deliveries.ZOOM;
import static dev.chatconnect.notice.Deliveries.send;
import static dev.chatconnect.notice.Deliveries.slackHeaders;
import static dev.chatconnect.notice.Deliveries.zoomHeaders;
import static org.hamcrest.Matchers.equalTo;

/**
 * Genuine events that make no sense: a provider that sends one does not get it back as our fault.
 */
@QuarkusTest
class AbsurdEventsTest {

  private final String secret = unique("signing");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "\"text\"",
        "{",
        "{\"type\":null}",
        "{\"type\":7}",
        "{\"type\":{\"a\":[1]}}",
        "{\"type\":\"url_verification\"}",
        "{\"type\":\"url_verification\",\"challenge\":{\"a\":1}}",
        "{\"type\":\"event_callback\"}",
        "{\"type\":\"event_callback\",\"event\":null}",
        "{\"type\":\"event_callback\",\"event\":[]}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"tokens_revoked\",\"tokens\":{\"bot\":[null]}}}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[null,\"\"]}}}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"tokens_revoked\",\"tokens\":{\"bot\":null}}}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"tokens_revoked\",\"tokens\":{\"bot\":{\"a\":1}}}}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"authorizations\":[null]}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"event_time\":9223372036854775807}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"event_time\":-9223372036854775808}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"event_time\":31556889864403199}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"event_time\":1e400}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"event_time\":99999999999999999999999}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"event_time\":\"soon\"}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"team_id\":\"\\u0000\\ud800\"}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"team_id\":[\"T\"]}",
        "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_uninstalled\"},\"event_id\":\"\"}",
      })
  void ofSlackIsTaken(String event) {
    // Given
    ApiCalls.integration("slack", "chat", "{'signingSecret':'" + secret + "'}");
    var headers = slackHeaders(secret, Instant.now(), event);

    // When
    var answer = send(SLACK, headers, event);

    // Then
    answer.then().statusCode(200);
  }

  @Test
  void deepOnesAreTakenToo() {
    // Given
    ApiCalls.integration("slack", "chat", "{'signingSecret':'" + secret + "'}");
    var event = "{\"type\":\"event_callback\",\"event\":" + "[".repeat(40_000);

    // When
    var answer = send(SLACK, slackHeaders(secret, Instant.now(), event), event);

    // Then
    answer.then().statusCode(200);
  }

  @Test
  void oneThatSaysNoSensibleTimeHappenedWhenItWasSigned() {
    // Given
    var integration =
        ApiCalls.integration("slack", "chat", "{'signingSecret':'" + secret + "'}").identifier();
    var team = unique("T");
    var connection =
        ApiCalls.post(
                ApiCalls.CONNECTIONS,
                body(
                    "{'integrationIdentifier':'%s','subscriberId':'ann','workspace':{'id':'%s'},'auth':{'accessToken':'t'}}"
                        .formatted(integration, team)))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("data.identifier");
    var event =
        "{\"type\":\"event_callback\",\"team_id\":\"%s\",\"event_time\":9223372036854775807,\"event\":{\"type\":\"app_uninstalled\"}}"
            .formatted(team);

    // When
    send(SLACK, slackHeaders(secret, Instant.now(), event), event).then().statusCode(200);

    // Then
    ApiCalls.get(ApiCalls.CONNECTIONS, connection).then().body("data.status", equalTo("revoked"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[null]",
        "{\"event\":\"app_deauthorized\"}",
        "{\"event\":\"app_deauthorized\",\"payload\":[]}",
        "{\"event\":\"app_deauthorized\",\"payload\":{\"user_id\":null,\"account_id\":\"a\"}}",
        "{\"event\":\"app_deauthorized\",\"payload\":{\"user_id\":\"\",\"account_id\":\"\"}}",
        "{\"event\":\"app_deauthorized\",\"payload\":{\"user_id\":[],\"account_id\":{}}}",
        "{\"event\":\"app_deauthorized\",\"payload\":{\"user_id\":\"u\",\"account_id\":\"a\",\"deauthorization_time\":\"+999999999-12-31T23:59:59.999999999-18:00\"}}",
        "{\"event\":\"app_deauthorized\",\"payload\":{\"user_id\":\"u\",\"account_id\":\"a\",\"deauthorization_time\":\"-999999999-01-01T00:00:00+18:00\"}}",
        "{\"event\":\"app_deauthorized\",\"payload\":{\"user_id\":\"u\",\"account_id\":\"a\",\"deauthorization_time\":\"tomorrow\"}}",
        "{\"event\":\"endpoint.url_validation\"}",
        "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":[1]}}",
      })
  void ofZoomIsTaken(String event) {
    // Given
    ApiCalls.integration("zoom", "chat", "{'signingSecret':'" + secret + "'}");
    var headers = zoomHeaders(secret, Instant.now(), event);

    // When
    var answer = send(ZOOM, headers, event);

    // Then
    answer.then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"update_id\":9223372036854775808}",
        "{\"update_id\":\"x\"}",
        "{\"update_id\":1,\"message\":[]}",
        "{\"update_id\":1,\"message\":{\"text\":\"/start\"}}",
        "{\"update_id\":1,\"message\":{\"text\":\"/start x\",\"chat\":{\"type\":\"private\",\"id\":null}}}",
        "{\"update_id\":1,\"my_chat_member\":{\"new_chat_member\":null}}",
        "{\"my_chat_member\":{\"chat\":{\"id\":1,\"type\":\"private\"},\"date\":9223372036854775807,\"new_chat_member\":{\"status\":\"kicked\"}}}",
        "{\"my_chat_member\":{\"chat\":{\"id\":1,\"type\":\"private\"},\"date\":-9223372036854775808,\"new_chat_member\":{\"status\":\"kicked\"}}}",
        "{\"my_chat_member\":{\"chat\":{\"id\":1,\"type\":\"private\"},\"date\":1e400,\"new_chat_member\":{\"status\":\"kicked\"}}}",
        "{\"my_chat_member\":{\"chat\":{\"id\":-9223372036854775808,\"type\":\"private\"},\"new_chat_member\":{\"status\":\"kicked\"}}}",
      })
  void ofTelegramIsTaken(String update) {
    // Given
    var bot = Telegram.bot();

    // When
    var answer = send(bot.path(), Map.of("X-Telegram-Bot-Api-Secret-Token", bot.secret()), update);

    // Then
    answer.then().statusCode(200);
  }
}
