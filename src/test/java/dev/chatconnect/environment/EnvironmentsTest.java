package dev.chatconnect.environment;

import java.util.List;

import io.quarkus.runtime.LaunchMode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which caller a key makes. */
class EnvironmentsTest {

  private final Environments environments =
      new Environments(
          Tenants.settings("acme", List.of("new-key", " old-key ", "new-key"), false),
          LaunchMode.TEST);

  @Test
  void everyKeyOpensTheEnvironmentAndIsToldByItsPlace() {
    // When
    var first = environments.callerWith("new-key").orElseThrow();
    var second = environments.callerWith("old-key").orElseThrow();

    // Then
    assertThat(first.keyNumber()).isEqualTo(1);
    assertThat(second.keyNumber()).isEqualTo(2);
    assertThat(second.environment()).isEqualTo(first.environment());
  }

  @Test
  void anotherKeyOpensNothing() {
    // When
    var caller = environments.callerWith("new-key-2");

    // Then
    assertThat(caller).isEmpty();
  }

  @Test
  void whoACallerIsCanBePrintedWithoutTheKey() {
    // When
    var printed = environments.callerWith("old-key").orElseThrow().toString();

    // Then
    assertThat(printed).contains("acme").doesNotContain("old-key");
  }
}
