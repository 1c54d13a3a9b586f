package dev.chatconnect.web;

import java.net.URI;
import java.util.HashMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityHeadersTest {

  @Test
  void aServiceThatIsReachedByHttpsIsOnlyReachedByHttps() {
    // Given
    var headers = new HashMap<String, String>();

    // When
    new SecurityHeaders(() -> () -> URI.create("HTTPS://connect.example.com")).addTo(headers::put);

    // Then
    assertThat(headers)
        .containsEntry("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }

  @Test
  void whereItIsNotNothingIsPromised() {
    // Given
    var headers = new HashMap<String, String>();

    // When
    new SecurityHeaders(() -> () -> URI.create("http://localhost:8080")).addTo(headers::put);

    // Then
    assertThat(headers)
        .doesNotContainKey("Strict-Transport-Security")
        .containsOnlyKeys(
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Content-Security-Policy",
            "Cross-Origin-Opener-Policy",
            "Permissions-Policy",
            "Cache-Control",
            "Pragma");
  }
}
