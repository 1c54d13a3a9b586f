package dev.chatconnect.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogoTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a00, image/png",
    "ffd8ffe000, image/jpeg",
    "524946460000000057454250, image/webp",
    "3c73766720, image/svg+xml",
  })
  void aFileBecomesAUriOfTheKindThatItIs(String hex, String kind) throws Exception {
    // Given
    var bytes = java.util.HexFormat.of().parseHex(hex);
    var file = Files.write(folder.resolve("logo"), bytes);

    // When
    var uri = Logo.read(file.toString());

    // Then
    assertThat(uri)
        .isEqualTo("data:" + kind + ";base64," + Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void aUriIsNamedByWhatItHolds() {
    // Given
    var svg = base64("<?xml version='1.0'?><svg/>");

    // When
    var uri = Logo.read("data:image/png;base64," + svg);

    // Then
    assertThat(uri).isEqualTo("data:image/svg+xml;base64," + svg);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/logo.png",
        "/no/such/file",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/png;base64,PHNjcmlwdD4=",
        "data:image/png;base64,=",
        "data:image/svg+xml,<svg/>",
        "",
      })
  void anythingElseIsRefused(String source) {
    // When / Then
    assertThatThrownBy(() -> Logo.read(source))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("logo");
  }

  @Test
  void aLargeOneIsRefused() throws Exception {
    // Given
    var file = Files.writeString(folder.resolve("logo"), "<svg>" + "x".repeat(64 * 1024));

    // When / Then
    assertThatThrownBy(() -> Logo.read(file.toString())).hasMessageContaining("64 KiB");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
