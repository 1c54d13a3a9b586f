package dev.chatconnect.connect;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedirectAllowListTest {

  private final RedirectAllowList list =
      list("https://app.example.com", "https://other.example.com/done", "http://localhost:3000/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "https://app.example.com/",
        "https://APP.example.com:443/any/Path?x=1&y=%20",
        "https://other.example.com/done",
        "https://other.example.com/done/for/you?tab=2",
        "http://localhost:3000/back"
      })
  void allowsWhatIsOnTheList(String url) {
    // When
    var found = list.find(url);

    // Then
    assertThat(found).contains(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/relative",
        "//app.example.com",
        "\\\\app.example.com",
        "https:\\\\app.example.com",
        "https://app.example.com\\@evil.example",
        "http://app.example.com/",
        "https://app.example.com:8443/",
        "https://app.example.com:0/",
        "https://app.example.com.evil.example/",
        "https://evil.example/?https://app.example.com",
        "https://user@app.example.com/",
        "https://app.example.com@evil.example/",
        "https://other.example.com/donefor",
        "https://other.example.com/done/../admin",
        "https://other.example.com/done/%2e%2e/admin",
        "https://other.example.com/done/..%2fadmin",
        "https://other.example.com//done",
        "https://app.example.com/#fragment",
        "https://app.example.com/\r\nSet-Cookie: a=b",
        "https://app.example.com/%0d%0aSet-Cookie:%20a=b",
        "https://äpp.example.com/",
        "javascript:alert(1)",
        "data:text/html,hi",
        "https://localhost:3000/",
        "http://localhost:3000.evil.example/"
      })
  void refusesEverythingElse(String url) {
    // When
    var found = list.find(url);

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void allowsNothingWhenThereIsNoList() {
    // Given
    var empty = list();

    // When
    var found = empty.find("https://app.example.com");

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void passesOverAnEntryThatSaysNothing() {
    // Given
    var spaced = list("", " ", " https://app.example.com ");

    // When
    var found = spaced.find("https://app.example.com/done");

    // Then
    assertThat(found).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.example.com", "https://app.example.com/done?tab=2"})
  void refusesToStartWithAnEntryThatIsNoPrefix(String entry) {
    // When / Then
    assertThatThrownBy(() -> list(entry))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(entry);
  }

  private static RedirectAllowList list(String... entries) {
    return new RedirectAllowList(new Allowing(List.of(entries)));
  }
}
