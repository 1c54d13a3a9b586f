package dev.chatconnect.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import dev.chatconnect.sdk.NodeProject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Another implementation of Standard Webhooks, and the documented one, take what we sign. */
class VerifyInNodeTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "evt_4k2v0c9q7w1x8m3n5b6z0a2s";
  private static final String BODY =
      "{\"type\":\"connection.created\",\"data\":{\"subscriberId\":\"ann\",\"name\":\"Ünï 🙂\"}}";

  @Test
  void thePublishedLibraryAndTheDocumentedCodeVerifyADelivery() throws Exception {
    // Given
    var now = Instant.now().getEpochSecond();
    var signature = new Webhook(SECRET).sign(ID, now, BODY);
    var delivery =
        Map.of(
            "secret",
            SECRET,
            "body",
            BODY,
            "headers",
            Map.of(
                "webhook-id",
                ID,
                "webhook-timestamp",
                Long.toString(now),
                "webhook-signature",
                "v1,c29tZXRoaW5nIGVsc2U= " + signature));
    var receiver = NodeProject.install("webhooks");
    receiver.write("delivery.json", new ObjectMapper().writeValueAsString(delivery));
    receiver.write("documented.js", documented());

    // When
    var run = receiver.script("test", Map.of());

    // Then
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("pass 4", "fail 0", "skipped 0");
  }

  private static String documented() throws Exception {
    var page = Files.readString(Path.of("docs/events.md"));
    var code = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
