package dev.chatconnect.provider.telegram;

import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.EventRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Any update of a bot: a line with the webhook's secret, and the body. */
class TelegramEventsFuzzTest {

  private static final String SECRET = "webhook-secret";
  private static final Credentials APP =
      new Credentials(Map.of("apiToken", "1:a", "signingSecret", SECRET));

  private final TelegramEvents events = new TelegramEvents();

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void readsAnyUpdateThatKnowsTheSecretAndNoOther(byte[] input) {
    // Given
    var secret = Hostile.lines(input, 2)[0];
    var request =
        new EventRequest(
            Map.of("X-Telegram-Bot-Api-Secret-Token", List.of(secret)),
            Hostile.rest(input, 1),
            Hostile.JSON);

    // When
    var read =
        events
            .secret(APP)
            .filter(known -> events.isBy(known, request))
            .map(known -> events.read(APP, request));

    // Then
    assertThat(read.isPresent()).isEqualTo(secret.equals(SECRET));
    read.ifPresent(event -> assertThat(event.notice()).isNotNull());
  }
}
