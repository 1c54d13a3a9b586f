package dev.chatconnect.environment;

import java.util.List;

import io.quarkus.runtime.LaunchMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the service starts with API keys that can be guessed. */
class WeakApiKeysTest {

  private static final String WEAK = "dev-secret-key";
  private static final String STRONG =
      "5b0c3e1f9a7d42c8861f0e9d3b7a6c5412ef8d90ab34c7651f2e3d4c5b6a7980";

  @Test
  void productionRefusesThemAndSaysHowToMakeBetterOnes() {
    // Given
    var settings = Tenants.settings("default", List.of(STRONG, WEAK), false);

    // When / Then
    assertThatThrownBy(() -> new Environments(settings, LaunchMode.NORMAL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Environment \"default\"")
        .hasMessageContaining("key number 2")
        .hasMessageContaining("openssl rand -hex 32")
        .hasMessageNotContaining(WEAK)
        .hasMessageNotContaining(STRONG);
  }

  @Test
  void productionTakesStrongOnes() {
    // Given
    var settings = Tenants.settings("default", List.of(STRONG), false);

    // When
    var environments = new Environments(settings, LaunchMode.NORMAL);

    // Then
    assertThat(environments.callerWith(STRONG)).isPresent();
  }

  @Test
  void productionTakesWeakOnesWhereItIsToldTo() {
    // Given
    var settings = Tenants.settings("default", List.of(WEAK), true);

    // When
    var environments = new Environments(settings, LaunchMode.NORMAL);

    // Then
    assertThat(environments.callerWith(WEAK)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"DEVELOPMENT", "TEST"})
  void developmentTakesWhatIsEasyToType(LaunchMode mode) {
    // Given
    var settings = Tenants.settings("default", List.of(WEAK), false);

    // When
    var environments = new Environments(settings, mode);

    // Then
    assertThat(environments.callerWith(WEAK)).isPresent();
  }
}
