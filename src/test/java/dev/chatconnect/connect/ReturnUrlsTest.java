package dev.chatconnect.connect;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The outcome that an application is told in the query of the URL it gets its user back with. */
class ReturnUrlsTest {

  private static final URI PLAIN = URI.create("https://app.example.com/done?tab=2");

  /** With an outcome that whoever asked for the URL made up. */
  private static final URI FORGED =
      URI.create(
          "https://app.example.com/done?tab=2&status=success&connectionIdentifier=theirs"
              + "&error=e&errorReference=r");

  @Test
  void aSuccessNamesTheConnection() {
    // When
    var url = ReturnUrls.success(PLAIN, Optional.of("a b&status=error"));

    // Then
    assertThat(url)
        .hasToString(
            "https://app.example.com/done?tab=2&status=success"
                + "&connectionIdentifier=a+b%26status%3Derror");
  }

  @Test
  void aSuccessWithoutAConnectionNamesNone() {
    // When
    var url = ReturnUrls.success(PLAIN, Optional.empty());

    // Then
    assertThat(url).hasToString("https://app.example.com/done?tab=2&status=success");
  }

  @Test
  void aFailureHasItsReasonAndItsReference() {
    // When
    var url = ReturnUrls.failure(PLAIN, "access_denied", "ref-1");

    // Then
    assertThat(url)
        .hasToString(
            "https://app.example.com/done?tab=2&status=error&error=access_denied"
                + "&errorReference=ref-1");
  }

  @Test
  void nobodyCanAddAnOutcomeOfTheirOwn() {
    // When
    var success = ReturnUrls.success(FORGED, Optional.empty());
    var failure = ReturnUrls.failure(FORGED, "denied", "ref-1");

    // Then
    assertThat(success).hasToString("https://app.example.com/done?tab=2&status=success");
    assertThat(failure)
        .hasToString(
            "https://app.example.com/done?tab=2&status=error&error=denied&errorReference=ref-1");
  }
}
