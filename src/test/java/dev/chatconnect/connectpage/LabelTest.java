package dev.chatconnect.connectpage;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LabelTest {

  @Test
  void aShortIdIsShownWhole() {
    // When
    var label = Label.unnamed("Slack", "U0KRQLJ9H01");

    // Then
    assertThat(label).isEqualTo(new Label("Slack (U0KRQLJ9H01)", Optional.empty()));
  }

  @Test
  void ofALongIdTheBeginningIsShown() {
    // Given
    var id = "😀".repeat(13);

    // When
    var label = Label.unnamed("Zoom", id);

    // Then
    assertThat(label).isEqualTo(new Label("Zoom (" + "😀".repeat(8) + "…)", Optional.of(id)));
  }
}
