package dev.chatconnect.provider;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationUrlTest {

  @Test
  void encodesValuesAsFormsDo() {
    // When
    var url =
        AuthorizationUrl.of(URI.create("https://chat.example"), "/authorize")
            .with("scope", "a:b,c d")
            .with("other", "&=+é")
            .build();

    // Then
    assertThat(url)
        .hasToString("https://chat.example/authorize?scope=a%3Ab%2Cc+d&other=%26%3D%2B%C3%A9");
  }

  @Test
  void keepsAPathOfTheBaseAndDropsItsLastSlash() {
    // When
    var url =
        AuthorizationUrl.of(URI.create("https://chat.example/sub/"), "/authorize")
            .with("state", "s")
            .build();

    // Then
    assertThat(url).hasToString("https://chat.example/sub/authorize?state=s");
  }

  @Test
  void leavesOutAnAbsentValueButNotAnEmptyOne() {
    // When
    var url =
        AuthorizationUrl.of(URI.create("https://chat.example"), "/authorize")
            .with("scope", "")
            .with("nonce", Optional.empty())
            .with("hint", Optional.of("h"))
            .build();

    // Then
    assertThat(url).hasToString("https://chat.example/authorize?scope=&hint=h");
  }
}
