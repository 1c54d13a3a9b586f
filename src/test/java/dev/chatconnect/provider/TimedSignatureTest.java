package dev.chatconnect.provider;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The vector is that of the tests of Slack's Python SDK. */
class TimedSignatureTest {

  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final long TIME = 1531420618;
  private static final String BODY =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
          + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
          + "&command=%2Fwebhook-collect&text="
          + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
          + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  private static final String SIGNATURE =
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

  @Test
  void acceptsTheKnownVector() {
    // When
    var genuine = signature(0).isBy(SECRET, request(BODY, SIGNATURE));

    // Then
    assertThat(genuine).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-301,false", "-300,true", "300,true", "301,false"})
  void isGoodForFiveMinutesEitherWay(long offset, boolean expected) {
    // When
    var genuine = signature(offset).isBy(SECRET, request(BODY, SIGNATURE));

    // Then
    assertThat(genuine).isEqualTo(expected);
  }

  @Test
  void refusesAnotherBody() {
    // When
    var genuine = signature(0).isBy(SECRET, request(BODY + "&", SIGNATURE));

    // Then
    assertThat(genuine).isFalse();
  }

  @Test
  void refusesAnotherSecret() {
    // When
    var genuine = signature(0).isBy(SECRET + "0", request(BODY, SIGNATURE));

    // Then
    assertThat(genuine).isFalse();
  }

  @Test
  void refusesWhatCannotBeASignature() {
    // When
    var plausible = signature(0).isPlausible(request(BODY, SIGNATURE + "0"));

    // Then
    assertThat(plausible).isFalse();
  }

  private static TimedSignature signature(long offset) {
    var clock = Clock.fixed(Instant.ofEpochSecond(TIME + offset), ZoneOffset.UTC);
    return new TimedSignature("x-slack-request-timestamp", "x-slack-signature", clock);
  }

  private static EventRequest request(String body, String signature) {
    return new EventRequest(
        Map.of(
            "X-Slack-Request-Timestamp",
            List.of(Long.toString(TIME)),
            "X-Slack-Signature",
            List.of(signature)),
        body.getBytes(StandardCharsets.UTF_8),
        new ObjectMapper());
  }
}
