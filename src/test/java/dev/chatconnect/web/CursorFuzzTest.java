package dev.chatconnect.web;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatconnect.fuzz.Hostile;
import dev.chatconnect.paging.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Any query that a list may be asked with. */
class CursorFuzzTest {

  @FuzzTest
  void anyQueryIsAPageOrAnError(byte[] input) {
    // Given
    var query = Hostile.query(Hostile.text(input));
    if (query.isEmpty()) {
      return;
    }

    // When
    var page =
        Hostile.accepted(
            () -> {
              var fields = QueryFields.of(Hostile.asked(query.get()));
              fields.string("subscriberId");
              fields.strings("contextKeys");
              return fields.page("ListCommand");
            });

    // Then
    page.ifPresent(CursorFuzzTest::isSound);
  }

  private static void isSound(PageRequest page) {
    assertThat(page.limit()).isBetween(1, 100);
    assertThat(page.after().isPresent() && page.before().isPresent()).isFalse();
    page.after()
        .or(page::before)
        .ifPresent(
            cursor ->
                assertThat(PageRequest.score(cursor).orElseThrow()).matches("[1-9][0-9]{0,15}"));
  }
}
