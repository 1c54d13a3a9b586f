package dev.chatconnect.connect;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;

import static org.assertj.core.api.Assertions.assertThat;

/** Any URL that a caller wants browsers to be sent to. */
class RedirectAllowListFuzzTest {

  private final RedirectAllowList list =
      new RedirectAllowList(new Allowing(List.of("https://app.example.com/done")));

  @FuzzTest
  void letsOutOnlyWhatIsOnTheList(byte[] input) {
    // Given
    var url = Hostile.text(input);

    // When
    var found = list.find(url);

    // Then
    if (found.isPresent()) {
      assertThat(found.get()).hasNoUserInfo().hasNoFragment().hasHost(found.get().getHost());
      assertThat(found.get().getHost()).isEqualToIgnoringCase("app.example.com");
      assertThat(found.get().normalize().getRawPath()).startsWith("/done");
      assertThat(url.toLowerCase(java.util.Locale.ROOT))
          .matches("https://app\\.example\\.com(:443|:)?/done([/?].*)?");
    }
  }
}
