package dev.chatconnect.connect;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

import dev.chatconnect.web.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The outcome that an application is told in the query of the URL it gets its user back with. */
class ReturnUrlsTest {

  private static final URI PLAIN = URI.create("https://app.example.com/done?tab=2");

  /** With an outcome that whoever asked for the URL made up. */
  private static final URI FORGED =
      URI.create(
          "https://app.example.com/done?tab=2&status=success&connectionIdentifier=theirs"
              + "&error=e&errorReference=r");

  private static final JourneyOutcome.Failure DENIED =
      new JourneyOutcome.Failure(
          Optional.empty(), ErrorCode.JOURNEY_CANCELLED.with(), "access_denied", Optional.empty());

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
    var url = ReturnUrls.failure(PLAIN, DENIED, "ref-1");

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
    var failure = ReturnUrls.failure(FORGED, DENIED, "ref-1");

    // Then
    assertThat(success).hasToString("https://app.example.com/done?tab=2&status=success");
    assertThat(failure)
        .hasToString(
            "https://app.example.com/done?tab=2&status=error&error=access_denied&errorReference=ref-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%73tatus=success",
        "%73%74%61%74%75%73=success",
        "st%61tus=success&connectionIdentifie%72=theirs&%65rror=e&errorReferenc%65=r",
        "STATUS=success&connectionidentifier=theirs&Error=e",
        "status[]=success",
        "status%5B%5D=success",
        "status%5b0%5d=success",
        "status[a][b]=success",
        "+status=success",
        "%20status+=success",
        "status%20=success",
        "error",
        "%65rror",
        "status=success;error=e",
        ";status=success",
        "status=success&status=success&&%73tatus=success",
      })
  void noSpellingOfAnOutcomeStays(String forged) {
    // Given
    var before = URI.create("https://app.example.com/done?" + forged + "&tab=2");
    var after = URI.create("https://app.example.com/done?tab=2&" + forged);

    // When
    var urls =
        Stream.of(before, after).map(url -> ReturnUrls.failure(url, DENIED, "ref-1")).toList();

    // Then
    assertThat(urls)
        .allSatisfy(
            url ->
                assertThat(url)
                    .hasToString(
                        "https://app.example.com/done?tab=2&status=error&error=access_denied"
                            + "&errorReference=ref-1"));
  }

  @Test
  void anOutcomeBehindASemicolonOfAnotherParameterGoesToo() {
    // When
    var url =
        ReturnUrls.success(
            URI.create("https://app.example.com/done?tab=2;status=error;x=1"), Optional.empty());

    // Then
    assertThat(url).hasToString("https://app.example.com/done?tab=2;x=1&status=success");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "next=%2Fa%3Fstatus%3Derror",
        "q=a+b%20c&statuses=1&my-error=2",
        "error.x=1",
        "a=1;b=2",
        "a=1;",
        "x&y=",
        "%C3%A4=%C3%B6&%2525=%26",
      })
  void everythingElseStaysAsItIsSpelled(String query) {
    // When
    var url =
        ReturnUrls.success(URI.create("https://app.example.com/done?" + query), Optional.empty());

    // Then
    assertThat(url).hasToString("https://app.example.com/done?" + query + "&status=success");
  }

  @Test
  void anUrlThatHasNothingElseHasTheOutcomeAlone() {
    // When
    var url =
        ReturnUrls.success(
            URI.create("https://app.example.com/done?%73tatus=error"), Optional.empty());

    // Then
    assertThat(url).hasToString("https://app.example.com/done?status=success");
  }
}
