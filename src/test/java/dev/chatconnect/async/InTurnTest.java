package dev.chatconnect.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InTurnTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> taken = new ArrayList<>();

  @Test
  void oneStepIsTakenAfterTheOther() {
    // When
    InTurn.each(List.of("a", "b", "c"), this::take).await().atMost(PATIENCE);

    // Then
    assertThat(taken).containsExactly("a:begun", "a", "b:begun", "b", "c:begun", "c");
  }

  @Test
  void theFirstFailureIsToldAfterAllHadTheirTurn() {
    // When
    var steps = InTurn.each(List.of("fails", "b", "throws", "d"), this::take);

    // Then
    assertThatThrownBy(() -> steps.await().atMost(PATIENCE))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("fails");
    assertThat(taken).contains("b", "d");
  }

  @Test
  void aSingleFailureIsToldAsItIs() {
    // When
    var steps = InTurn.both(() -> take("throws"), () -> take("b"));

    // Then
    assertThatThrownBy(() -> steps.await().atMost(PATIENCE))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("throws");
    assertThat(taken).contains("b");
  }

  @Test
  void thereMayBeNothingToDo() {
    // When
    InTurn.each(List.<String>of(), this::take).await().atMost(PATIENCE);

    // Then
    assertThat(taken).isEmpty();
  }

  private Uni<Void> take(String name) {
    taken.add(name + ":begun");
    if (name.equals("throws")) {
      throw new IllegalStateException(name);
    }
    return CallerContext.pause(Duration.ofMillis(5))
        .invoke(
            () -> {
              if (name.equals("fails")) {
                throw new IllegalStateException(name);
              }
              taken.add(name);
            });
  }
}
