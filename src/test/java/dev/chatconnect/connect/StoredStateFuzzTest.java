package dev.chatconnect.connect;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.crypto.Ciphers;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.Records;
import dev.chatconnect.redis.UnreadableRecordException;
import dev.chatconnect.web.WellFormedText;

import static org.assertj.core.api.Assertions.assertThat;

/** Any text that Redis may hold where a journey should be. */
class StoredStateFuzzTest {

  private static final String PLACE = "cc:state:x";

  private final SecretCipher cipher = Ciphers.with("k1:" + "A".repeat(43) + "=");
  private final RecordJson json = Records.json();

  @DictionaryEntries({"null", "[null]", "[]", "{}", "9223372036854775807", "-1", "1e400", "\"\""})
  @FuzzTest
  void opensNothingThatWasNotKeptAndKeepsWhatItReads(byte[] input) {
    // Given
    var text = Hostile.text(input);

    // When
    var opened = opens(text);
    var read = read(text);

    // Then
    assertThat(opened).isFalse();
    if (read != null && isOfARequest(read)) {
      var kept = cipher.decrypt(cipher.encrypt(json.write(read), PLACE), PLACE);
      assertThat(json.read(kept, AuthorizationState.class)).isEqualTo(read);
      assertThat(read.toString()).startsWith("AuthorizationState[").doesNotContain("context");
    }
  }

  /** A context comes from a request, which is refused what cannot be written. */
  private static boolean isOfARequest(AuthorizationState state) {
    return state.context() == null
        || state.context().isEmpty()
        || Hostile.accepted(
                () -> {
                  WellFormedText.require(state.context().get());
                  return state;
                })
            .isPresent();
  }

  private boolean opens(String text) {
    try {
      cipher.decrypt(text, PLACE);
      return true;
    } catch (UndecipherableException refused) {
      return false;
    }
  }

  /** Nothing but that it is unreadable may come of it, and not what is in it. */
  private AuthorizationState read(String text) {
    try {
      return json.read(text, AuthorizationState.class);
    } catch (UnreadableRecordException unreadable) {
      assertThat(unreadable).hasMessage("unreadable record AuthorizationState").hasNoCause();
      return null;
    }
  }
}
