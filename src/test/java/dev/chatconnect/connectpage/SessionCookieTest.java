package dev.chatconnect.connectpage;

import java.time.Duration;

import jakarta.ws.rs.core.NewCookie;

import dev.chatconnect.connect.VisitCookies;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionCookieTest {

  private static final String TOKEN = "JK0dd_BH5AS3dtXY07pVPpIZgV24UKf34-H4WvhZMcI";

  @Test
  void whereTheServiceIsReachedByHttpsNoOtherHostCanSetIt() {
    // Given
    var cookies = new SessionCookie(VisitCookies.of("https://connect.example.com"), settings());

    // When
    var cookie = cookies.of(TOKEN);

    // Then: what the prefix asks for, RFC 6265bis §4.1.3.2
    assertThat(cookie.getName()).isEqualTo("__Host-chat-connect");
    assertThat(cookie.isSecure()).isTrue();
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getDomain()).isNull();
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo(NewCookie.SameSite.LAX);
    assertThat(cookie.getMaxAge()).isEqualTo(1800);
  }

  @Test
  void whereItIsNotItHasNoPrefixThatBrowsersWouldRefuse() {
    // Given
    var cookies = new SessionCookie(VisitCookies.of("http://localhost:8080"), settings());

    // When
    var cookie = cookies.of(TOKEN);

    // Then
    assertThat(cookie.getName()).isEqualTo("chat-connect");
    assertThat(cookie.isSecure()).isFalse();
    assertThat(cookie.isHttpOnly()).isTrue();
  }

  private static ConnectLinkSettings settings() {
    return new ConnectLinkSettings() {
      @Override
      public Duration defaultTtl() {
        return Duration.ofMinutes(15);
      }

      @Override
      public Duration maxTtl() {
        return Duration.ofHours(24);
      }

      @Override
      public Duration sessionTtl() {
        return Duration.ofMinutes(30);
      }

      @Override
      public int maxLive() {
        return 1;
      }
    };
  }
}
