package dev.chatconnect.connect;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Where browsers may be sent for verification. */
class VerifierUrlsTest {

  private final VerifierUrls urls =
      new VerifierUrls(
          new RedirectAllowList(
              new Allowing(
                  List.of(
                      "https://app.example.com/verify",
                      "http://app.example.com/verify",
                      "http://localhost:3000",
                      "http://127.0.0.1:3000",
                      "http://[::1]:3000"))));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/verify/me",
        "HTTPS://app.example.com/verify",
        "http://localhost:3000/",
        "http://LOCALHOST:3000/",
        "http://127.0.0.1:3000/x",
        "http://[::1]:3000/x",
      })
  void takesWhatIsListedAndSafe(String url) {
    // Given
    var credentials = new Credentials(Map.of("verifierUrl", url));

    // When
    var found = urls.find(credentials);

    // Then
    assertThat(found).contains(URI.create(url));
    assertThat(urls.demanded(credentials)).isTrue();
    assertThat(urls.violation(credentials)).isEmpty();
    assertThat(catchThrowable(() -> urls.require(credentials))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.com/verify",
        "https://evil.example/verify",
        "http://localhost.evil.example:3000/",
        "verify",
      })
  void refusesWhatIsNotListedOrGoesUnencryptedThroughANetwork(String url) {
    // Given
    var credentials = new Credentials(Map.of("verifierUrl", url));

    // When
    var failure = catchThrowable(() -> urls.require(credentials));

    // Then
    assertThat(failure).isInstanceOf(ApiException.class);
    assertThat(((ApiException) failure).code()).isEqualTo(ErrorCode.VERIFIER_URL_NOT_ALLOWED);
    assertThat(urls.violation(credentials)).contains(ErrorCode.VERIFIER_URL_NOT_ALLOWED.text());
    assertThat(urls.find(credentials)).isEmpty();
    assertThat(urls.demanded(credentials)).isTrue();
  }

  @Test
  void demandsNothingWhereNoneIsGiven() {
    // When
    var violation = urls.violation(Credentials.NONE);

    // Then
    assertThat(violation).isEmpty();
    assertThat(urls.demanded(Credentials.NONE)).isFalse();
    assertThat(urls.find(Credentials.NONE)).isEmpty();
  }
}
