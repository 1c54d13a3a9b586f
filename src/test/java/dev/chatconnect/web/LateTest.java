package dev.chatconnect.web;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class LateTest {

  @Inject Instance<One> one;
  @Inject Instance<OneForEach> oneForEach;

  @Test
  void beanIsLookedUpOnce() {
    // Given
    var late = new Late<>(one);
    var first = late.get();

    // When
    var second = late.get();

    // Then
    assertThat(second).isSameAs(first);
  }

  @Test
  void beanThatIsMadeForEachUseIsRefused() {
    // Given
    var late = new Late<>(oneForEach);

    // When / Then
    assertThatThrownBy(late::get).isInstanceOf(IllegalStateException.class);
  }

  @Singleton
  static class One {}

  @Dependent
  static class OneForEach {}
}
