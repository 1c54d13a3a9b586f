package dev.chatconnect.connect;

import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.page.Languages;

import static org.assertj.core.api.Assertions.assertThat;

/** Any query and any language that a browser comes back with. */
class CallbackParametersFuzzTest {

  @FuzzTest
  void readsAnyCallback(byte[] input) {
    // Given
    var lines = Hostile.lines(input, 2);
    var query = Hostile.query(lines[0]);
    if (query.isEmpty()) {
      return;
    }

    // When
    var read = CallbackParameters.of(query.get());

    // Then
    var given = query.get();
    assertThat(read.grant()).doesNotContainKey("state");
    if (given.containsKey("code") && given.containsKey("error")
        || given.containsKey("state[]")
        || given.containsKey("code") && given.get("code").size() > 1) {
      assertThat(read.wellFormed()).isFalse();
    }
    read.state().ifPresent(state -> assertThat(given.get("state")).contains(state));
    assertThat(read.toString()).isEqualTo("CallbackParameters" + read.values().keySet());
    assertThat(Languages.best(Optional.of(lines[1]))).isNotNull();
  }
}
