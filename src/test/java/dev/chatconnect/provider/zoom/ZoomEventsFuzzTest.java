package dev.chatconnect.provider.zoom;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.IdTokenTrials;

import static org.assertj.core.api.Assertions.assertThat;

/** Any request to Zoom's events: a line with the time, one with the signature, and the body. */
class ZoomEventsFuzzTest {

  private static final String SECRET = "signing-secret";
  private static final Credentials APP =
      new Credentials(Map.of("signingSecret", SECRET, "clientId", "123.456"));

  /** Stands for a signature that Zoom made. */
  private static final String SIGNED = "signed";

  private final ZoomEvents events = new ZoomEvents(IdTokenTrials.CLOCK);

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void readsAnyEventThatIsSignedAndNoOther(byte[] input) {
    // Given
    var lines = Hostile.lines(input, 3);
    var body = Hostile.rest(input, 2);
    var genuine = lines[1].equals(SIGNED);
    var signature = genuine ? signature(lines[0], body) : lines[1];
    var request =
        new EventRequest(
            Map.of(
                "x-zm-request-timestamp", List.of(lines[0]),
                "x-zm-signature", List.of(signature)),
            body,
            Hostile.JSON);

    // When
    var read =
        events
            .secret(APP)
            .filter(known -> events.isBy(known, request))
            .map(known -> events.read(APP, request));

    // Then
    assertThat(read.isPresent()).isEqualTo(genuine && events.isPlausible(request));
    read.ifPresent(event -> assertThat(event.notice()).isNotNull());
  }

  private static String signature(String time, byte[] body) {
    var prefix = "v0:" + time + ':';
    return "v0="
        + HexFormat.of()
            .formatHex(Hmac.sha256(SECRET, prefix.getBytes(StandardCharsets.US_ASCII), body));
  }
}
