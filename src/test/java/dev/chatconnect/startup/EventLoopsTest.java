package dev.chatconnect.startup;

import java.util.OptionalInt;

import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventLoopsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "4, 4", "5, 4", "64, 4"})
  void thereIsOneForEachProcessorAndNoMoreThanFour(int processors, int loops) {
    // Given
    var options = new VertxOptions().setEventLoopPoolSize(processors);

    // When
    new EventLoops(OptionalInt.empty()).accept(options);

    // Then
    assertThat(options.getEventLoopPoolSize()).isEqualTo(loops);
  }

  @Test
  void whatTheOperatorWantsIsNotTouched() {
    // Given
    var options = new VertxOptions().setEventLoopPoolSize(16);

    // When
    new EventLoops(OptionalInt.of(16)).accept(options);

    // Then
    assertThat(options.getEventLoopPoolSize()).isEqualTo(16);
  }
}
