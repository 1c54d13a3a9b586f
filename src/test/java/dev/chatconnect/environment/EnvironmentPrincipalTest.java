package dev.chatconnect.environment;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvironmentPrincipalTest {

  private final EnvironmentPrincipal caller =
      new EnvironmentPrincipal(
          new Environment("default", "env", "org", "app", List.of("a-key"), Optional.empty()), 1);

  @Test
  void identityIsThatOfTheCallerInItsRole() {
    // When
    var identity = caller.identity();

    // Then
    assertThat(identity.getPrincipal()).isSameAs(caller);
    assertThat(identity.getRoles()).containsExactly(ApiKeyAuthentication.ROLE);
    assertThat(identity.isAnonymous()).isFalse();
  }

  @Test
  void noRequestCanChangeTheIdentityThatOthersShare() {
    // Given
    var identity = caller.identity();

    // When / Then
    assertThatThrownBy(() -> identity.getAttributes().put("tenant", "other"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> identity.getRoles().add("admin"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> identity.getCredentials().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void textDoesNotTellTheKey() {
    // When
    var text = caller.toString();

    // Then
    assertThat(text).doesNotContain("a-key");
  }
}
