package dev.chatconnect.command;

import java.net.BindException;

import io.quarkus.runtime.QuarkusBindException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {

  @Test
  void whatTheServiceItselfRefusesIsToldAsItSaysIt() {
    // Given
    var failure =
        new RuntimeException("Failed to start quarkus", new IllegalStateException("No API key."));

    // When
    var text = StartFailure.text(failure);

    // Then
    assertThat(text).isEqualTo("No API key.");
  }

  @Test
  void aValueIsNamedByItsPropertyAndNotQuoted() {
    // Given
    var failure =
        new RuntimeException(
            new IllegalArgumentException(
                "SRCFG00039: The config property a.secret with the config value \"hush\" threw an"
                    + " Exception whilst being converted SRCFG00029: Expected an integer value, got"
                    + " \"hush\"",
                new NumberFormatException("For input string: \"hush\"")));

    // When
    var text = StartFailure.text(failure);

    // Then
    assertThat(text).startsWith("The value of a.secret cannot be used.").doesNotContain("hush");
  }

  @Test
  void aKeyThatIsNoneIsNamed() {
    // Given
    var failure =
        new RuntimeException(
            new IllegalStateException(
                "Configuration validation failed:\n\tjava.util.NoSuchElementException: SRCFG00050:"
                    + " chat-connect.public-urll in SysPropConfigSource does not map to any root"));

    // When
    var text = StartFailure.text(failure);

    // Then
    assertThat(text).startsWith("chat-connect.public-urll is no key of the configuration.");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    // Given
    var failure =
        new RuntimeException(
            new QuarkusBindException("0.0.0.0", 8080, new BindException("Address in use")));

    // When
    var text = StartFailure.text(failure);

    // Then
    assertThat(text).startsWith("Port 8080 cannot be opened").contains("QUARKUS_HTTP_PORT");
  }

  @Test
  void aRefusalIsToldInsteadOfWhatLedToIt() {
    // Given
    var failure =
        new RuntimeException(
            new IllegalStateException(
                "Invalid every() expression", new IllegalArgumentException("hush")));

    // When
    var text = StartFailure.text(failure);

    // Then
    assertThat(text).isEqualTo("Invalid every() expression");
  }

  @Test
  void messagesThatMayQuoteAnythingAreLeftToTheDebugLog() {
    // Given
    var failure = new RuntimeException(new NullPointerException("hush"));

    // When
    var text = StartFailure.text(failure);

    // Then
    assertThat(text).startsWith("NullPointerException.").doesNotContain("hush");
  }
}
