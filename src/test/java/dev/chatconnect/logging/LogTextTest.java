package dev.chatconnect.logging;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogTextTest {

  @Test
  void nothingInATextEndsTheValueOrTheLine() {
    // When
    var text = LogText.quotable("data of \"acme\"\r\nevent=forged é 🗝");

    // Then
    assertThat(text).isEqualTo("data of 'acme'  event=forged é 🗝");
  }

  @Test
  void aFailureThatSaysNothingIsSafeToo() {
    // When
    var text = LogText.quotable(new IllegalStateException());

    // Then
    assertThat(text).isEqualTo("null");
  }
}
