package dev.chatconnect.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.provider.telegram.Telegram;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.provider.telegram.Telegram.membership;
import static dev.chatconnect.provider.telegram.Telegram.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** What happens in the chat with the bot, from the link to the endpoint and its end. */
@QuarkusTest
class TelegramUpdatesTest {

  private final String subscriber = unique("subscriber-");
  private final String chat = Telegram.chat();
  private Telegram telegram;

  @BeforeEach
  void makeBot() {
    telegram = Telegram.bot();
  }

  @Test
  void startLinksTheChatToTheSubscriberAndSaysSo() {
    // Given
    var code = telegram.code(subscriber);

    // When
    var answer = telegram.send(message(chat, "/start " + code));

    // Then
    answer.then().statusCode(200);
    endpoints()
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("telegram_chat"))
        .body("data[0].endpoint", equalTo(Map.of("chatId", chat)))
        .body("data[0].integrationIdentifier", equalTo(telegram.integration().identifier()))
        .body("data[0].contextKeys", hasSize(0));
    assertThat(telegram.sentences()).singleElement().asString().contains("You're all set", chat);
  }

  @Test
  void theEndpointBelongsToTheContextOfTheLink() {
    // Given
    var answer = telegram.link(subscriber, "{'context':{'tenant':'acme'}}");
    var code = Journeys.query(answer.path("data.url")).get("start");

    // When
    telegram.send(message(chat, "/start " + code)).then().statusCode(200);

    // Then
    endpoints().then().body("data[0].contextKeys", contains("tenant:acme"));
  }

  @Test
  void aCodeLinksOnce() {
    // Given
    var code = telegram.code(subscriber);
    telegram.send(message(chat, "/start " + code));

    // When
    telegram.send(message(Telegram.chat(), "/start " + code)).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(1)).body("data[0].endpoint.chatId", equalTo(chat));
    assertThat(telegram.sentences()).hasSize(2);
    assertThat(telegram.sentences()).anyMatch(said -> said.contains("This link no longer works"));
  }

  @Test
  void linkingTheSameChatAgainKeepsTheEndpoint() {
    // Given
    telegram.send(message(chat, "/start " + telegram.code(subscriber)));
    var identifier = endpoints().<String>path("data[0].identifier");

    // When
    telegram.send(message(chat, "/start " + telegram.code(subscriber))).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(1)).body("data[0].identifier", equalTo(identifier));
  }

  @Test
  void aChatThatIsLinkedToSomebodyElseStaysTheirs() {
    // Given
    telegram.send(message(chat, "/start " + telegram.code(subscriber)));
    var other = unique("other-");

    // When
    telegram.send(message(chat, "/start " + telegram.code(other))).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(1));
    ApiCalls.list(ENDPOINTS, Map.of("subscriberId", other)).then().body("data", hasSize(0));
    assertThat(telegram.sentences())
        .anyMatch(said -> said.contains("already linked to someone else"));
  }

  @Test
  void aFailedLinkIsInTheAuditLogUnderTheReferenceThatTheChatHas() {
    // Given
    telegram.send(message(chat, "/start " + telegram.code(subscriber)));
    var other = unique("other-");

    // When
    telegram.send(message(chat, "/start " + telegram.code(other))).then().statusCode(200);

    // Then
    var entry = ApiCalls.list("/v1/audit", Map.of("subscriberId", other));
    entry
        .then()
        .body("data.type", contains("journey.failed"))
        .body("data[0].actor.type", equalTo("journey"))
        .body("data[0].data.reason", equalTo("endpoint-user-taken"))
        .body("data[0].data.providerId", equalTo("telegram"));
    assertThat(telegram.sentences())
        .anyMatch(said -> said.contains("Reference: " + entry.path("data[0].data.reference")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/start", "/start ", "/start@chat_connect_demo_bot"})
  void startWithoutACodeExplainsWhatToDo(String text) {
    // When
    telegram.send(message(chat, text)).then().statusCode(200);

    // Then
    assertThat(telegram.sentences()).singleElement().asString().contains("open the link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/start x", "/start a b", "/start 0123456789012345678901234567890123456789012"})
  void startWithADeadCodeExplainsWhatToDo(String text) {
    // When
    telegram.send(message(chat, text)).then().statusCode(200);

    // Then
    assertThat(telegram.sentences()).singleElement().asString().contains("no longer works");
  }

  @Test
  void anythingElseThatIsSaidIsNotAnswered() {
    // Given
    var code = telegram.code(subscriber);
    var group =
        message("-100200300", "/start " + code)
            .replace("\"type\":\"private\"", "\"type\":\"group\"");

    // When
    var answers =
        List.of(
            telegram.send(message(chat, "hello")),
            telegram.send(message(chat, "/starting " + code)),
            telegram.send(group),
            telegram.send("{\"update_id\":1}"),
            telegram.send("[]"));

    // Then
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    assertThat(telegram.sentences()).isEmpty();
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void anUpdateThatIsSentManyTimesAtOnceHasOneEffect() {
    // Given
    var update = message(chat, "/start " + telegram.code(subscriber));
    var headers = Map.of("X-Telegram-Bot-Api-Secret-Token", telegram.secret());

    // When
    var answers = Deliveries.sendAtOnce(20, telegram.path(), headers, update);

    // Then
    assertThat(answers).hasSize(20).containsOnly(200);
    assertThat(telegram.sentences()).singleElement().asString().contains("You're all set");
    endpoints().then().body("data", hasSize(1));
  }

  @Test
  void aCodeOfAnotherBotOpensNothing() {
    // Given
    var code = Telegram.bot().code(subscriber);

    // When
    telegram.send(message(chat, "/start " + code)).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(0));
    assertThat(telegram.sentences()).singleElement().asString().contains("no longer works");
  }

  @Test
  void theStateOfAnOAuthJourneyOpensNothing() {
    // Given
    var state = Journeys.state(Journeys.of(Journeys.slackIntegration(), subscriber));

    // When
    telegram.send(message(chat, "/start " + state)).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void aCodeDoesNotEndAnOAuthJourney() {
    // Given
    var code = telegram.code(subscriber);

    // When
    var page = Journeys.callback(code, "demo");

    // Then
    page.then().statusCode(400);
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void aLinkStandsThoughTheBotCannotAnswer() {
    // Given
    var blocked = Telegram.bot("403");
    var code = blocked.code(subscriber);

    // When
    var answer = blocked.send(message(chat, "/start " + code));

    // Then
    answer.then().statusCode(200);
    endpoints().then().body("data", hasSize(1));
  }

  @Test
  void aUserWhoBlocksTheBotIsForgotten() {
    // Given
    telegram.send(message(chat, "/start " + telegram.code(subscriber)));

    // When
    var answer = telegram.send(membership(chat, "private", "kicked", now()));

    // Then
    answer.then().statusCode(200);
    endpoints().then().body("data", hasSize(0));
  }

  @Test
  void whoLinksAgainAfterBlockingStays() {
    // Given
    telegram.send(message(chat, "/start " + telegram.code(subscriber)));

    // When
    telegram.send(membership(chat, "private", "kicked", now() - 10)).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(1));
  }

  @Test
  void otherMembershipsChangeNothing() {
    // Given
    telegram.send(message(chat, "/start " + telegram.code(subscriber)));

    // When
    telegram.send(membership(chat, "private", "member", now())).then().statusCode(200);
    telegram.send(membership(chat, "supergroup", "kicked", now())).then().statusCode(200);

    // Then
    endpoints().then().body("data", hasSize(1));
  }

  @Test
  void onlyTelegramKnowsTheSecret() {
    // Given
    var update = message(chat, "/start " + telegram.code(subscriber));
    var other = Telegram.bot();
    var secret = telegram.secret();

    // When
    var answers =
        List.of(
            Telegram.send(telegram.path(), secret + "x", update),
            Telegram.send(telegram.path(), other.secret(), update),
            Telegram.send(other.path(), secret, update),
            Telegram.send(telegram.path(), "x".repeat(5000), update),
            Deliveries.send(telegram.path(), Map.of(), update));

    // Then
    assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(401));
    endpoints().then().body("data", hasSize(0));
    assertThat(telegram.sentences()).isEmpty();
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  /** As the button of the browser SDK polls them. */
  private Response endpoints() {
    return ApiCalls.list(
        ENDPOINTS, Map.of("subscriberId", subscriber, "providerId", "telegram", "limit", 1));
  }
}
