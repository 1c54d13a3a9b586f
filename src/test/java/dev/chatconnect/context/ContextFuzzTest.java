package dev.chatconnect.context;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;
import dev.chatconnect.web.WellFormedText;

import static org.assertj.core.api.Assertions.assertThat;

/** Any context that a request may bring. */
class ContextFuzzTest {

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void everyContextHasKeysAndOneCanonicalForm(byte[] input) {
    // Given
    var body = Hostile.object(input);
    if (body.isEmpty()) {
      return;
    }

    // When
    var read =
        Hostile.accepted(
            () -> {
              WellFormedText.require(body.get());
              var fields = Fields.of(new JsonBody(body.get()));
              var payload = ContextPayload.read(fields, "context");
              fields.verify();
              return payload;
            });

    // Then
    read.flatMap(payload -> payload).ifPresent(ContextFuzzTest::isSound);
    Hostile.accepted(() -> CanonicalJson.of(body.get()));
  }

  private static void isSound(ContextPayload payload) {
    assertThat(payload.keys()).hasSizeBetween(1, 5).isSorted().doesNotHaveDuplicates();
    assertThat(ContextPayload.of(payload.raw()).keys()).isEqualTo(payload.keys());
    var shuffled = Hostile.JSON.createObjectNode();
    var names = payload.raw().properties().stream().map(java.util.Map.Entry::getKey).toList();
    for (var i = names.size() - 1; i >= 0; i--) {
      shuffled.set(names.get(i), payload.raw().get(names.get(i)));
    }
    var form = Hostile.accepted(() -> CanonicalJson.of(payload.raw()));
    assertThat(Hostile.accepted(() -> CanonicalJson.of(shuffled))).isEqualTo(form);
  }
}
