package dev.chatconnect.provider.telegram;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;

/** The deep link that is handed out, and what Telegram is asked for before. */
@QuarkusTest
class TelegramLinkTest {

  private final String subscriber = unique("subscriber-");

  @Test
  void handsOutADeepLinkOfTheBot() {
    // Given
    var telegram = Telegram.bot();

    // When
    var answer = telegram.link(subscriber);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data", aMapWithSize(2))
        .body("data.providerMetadata", aMapWithSize(2))
        .body("data.providerMetadata.botUsername", equalTo("chat_connect_demo_bot"));
    assertThat(answer.<String>path("data.url"))
        .startsWith("https://t.me/chat_connect_demo_bot?start=");
    assertThat(query(answer.path("data.url")).get("start")).matches("[A-Za-z0-9_-]{43,64}");
    assertThat(Instant.parse(answer.path("data.providerMetadata.expiresAt")))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(10)));
    assertThat(answer.<String>path("data.providerMetadata.expiresAt"))
        .matches("[0-9T:-]{19}\\.[0-9]{3}Z");
  }

  @Test
  void pointsTheBotsWebhookHereWithASecret() throws IOException {
    // Given
    var telegram = Telegram.bot();

    // When
    telegram.link(subscriber).then().statusCode(200);

    // Then
    assertThat(telegram.calls("setWebhook")).hasSize(1);
    var webhook = new ObjectMapper().readTree(telegram.calls("setWebhook").get(0).getBody());
    assertThat(webhook.path("url").textValue())
        .isEqualTo("http://localhost:8080" + telegram.path());
    assertThat(webhook.path("secret_token").textValue())
        .isEqualTo(telegram.secret())
        .matches("[A-Za-z0-9_-]{43}");
    assertThat(webhook.path("allowed_updates")).hasToString("[\"message\",\"my_chat_member\"]");
  }

  @Test
  void asksForTheSameBotOnlyOnce() {
    // Given
    var telegram = Telegram.bot();
    telegram.link(subscriber);

    // When
    telegram.link(subscriber).then().statusCode(200);

    // Then
    assertThat(telegram.calls("getMe")).hasSize(1);
    assertThat(telegram.calls("setWebhook")).hasSize(1);
  }

  @Test
  void setsTheWebhookAnewForAnotherUrl() {
    // Given
    var telegram = Telegram.bot();
    telegram.link(subscriber);

    // When
    telegram.sibling().link(subscriber).then().statusCode(200);

    // Then
    assertThat(telegram.calls("getMe")).hasSize(1);
    assertThat(telegram.calls("setWebhook")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                   | missing required credentials (apiToken)",
        "{'apiToken':''}                      | missing required credentials (apiToken)",
        "{'apiToken':'1:a/../../b?c'}         | has a malformed apiToken",
        "{'apiToken':'1:a','signingSecret':'a b'} | signingSecret may only hold",
      })
  void saysWhichCredentialIsMissingOrMalformed(String credentials, String message) {
    // Given
    var integration = ApiCalls.integration("telegram", "chat", credentials);

    // When
    var answer =
        ApiCalls.post(
            "/v1/integrations/channel-endpoints/link",
            ApiCalls.body(
                "{'integrationIdentifier':'%s','subscriberId':'ann'}"
                    .formatted(integration.identifier())));

    // Then
    answer.then().statusCode(422).body("errors", equalTo(Map.of()));
    assertThat(answer.<String>path("message")).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"401", "404", "500", "200", "201", "202", "203"})
  void answers502WhenTelegramDoesNotSayWhoTheBotIs(String bot) {
    // Given
    var telegram = Telegram.bot(bot);

    // When
    var answer = telegram.link(subscriber);

    // Then
    answer.then().statusCode(502);
    assertThat(answer.asString()).doesNotContain(telegram.token()).doesNotContain("start=");
  }

  @Test
  void passesOnWhenTelegramHasTooMuchToDo() {
    // Given
    var telegram = Telegram.bot("429");

    // When
    var answer = telegram.link(subscriber);

    // Then
    answer.then().statusCode(503).header("Retry-After", "5");
  }

  @Test
  void saysWhenTelegramDoesNotAcceptTheUrl() {
    // Given
    var telegram = Telegram.bot("400");

    // When
    var answer = telegram.link(subscriber);

    // Then
    answer.then().statusCode(422);
    assertThat(answer.<String>path("message"))
        .isEqualTo(
            "Telegram does not accept http://localhost:8080%s for the bot's webhook"
                .formatted(telegram.path()));
  }

  @Test
  void handsOutNothingWhileTheWebhookCannotBeSet() {
    // Given
    var telegram = Telegram.bot("501");

    // When
    var answer = telegram.link(subscriber);

    // Then
    answer.then().statusCode(502);
    telegram.link(subscriber).then().statusCode(502);
    assertThat(telegram.calls("setWebhook")).hasSize(2);
  }
}
