package dev.chatconnect.connect;

import java.lang.reflect.Proxy;
import java.time.Clock;

import dev.chatconnect.metrics.LoadShed;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.provider.Providers;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackGateTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Metrics metrics = new Metrics(meters);
  private final CallbackGate gate =
      new CallbackGate(
          twoCallbacks(),
          new JourneyMeters(metrics, new LoadShed(metrics), Providers.of(), Clock.systemUTC()),
          metrics);

  @Test
  void asManyAsAllowedAreInsideAndOneMoreIsTurnedAwayWithoutBeginning() {
    // Given
    enter(Uni.createFrom().nothing()).assertNotTerminated();
    enter(Uni.createFrom().nothing()).assertNotTerminated();

    // When
    var third =
        gate.pass(
                () -> {
                  throw new AssertionError("it began");
                })
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());

    // Then
    third.assertFailedWith(ApiException.class);
    assertThat(meters.get("chat.connect.callbacks.underway").gauge().value()).isEqualTo(2);
    assertThat(turnedAway()).isEqualTo(1);
  }

  @Test
  void whatWasLetInIsNotCountedAsTurnedAway() {
    // Given
    assertThat(turnedAway()).isZero();

    // When
    enter(Uni.createFrom().item("in")).assertCompleted();

    // Then
    assertThat(turnedAway()).isZero();
    assertThat(meters.get("chat.connect.callbacks.underway").gauge().value()).isZero();
  }

  @Test
  void whoeverLeavesMakesRoom() {
    // Given
    var waiting = enter(Uni.createFrom().nothing());
    enter(Uni.createFrom().item("done")).assertCompleted();
    enter(Uni.createFrom().failure(new IllegalStateException())).assertFailed();
    enter(Uni.createFrom().nothing()).cancel();
    waiting.cancel();

    // When
    var first = enter(Uni.createFrom().nothing());
    var second = enter(Uni.createFrom().nothing());
    var third = enter(Uni.createFrom().item("no"));

    // Then
    first.assertNotTerminated();
    second.assertNotTerminated();
    third.assertFailedWith(ApiException.class);
  }

  @Test
  void workThatCannotBeginMakesRoomToo() {
    // Given
    for (var i = 0; i < 3; i++) {
      gate.pass(
              () -> {
                throw new IllegalStateException("does not begin");
              })
          .subscribe()
          .withSubscriber(UniAssertSubscriber.create())
          .assertFailedWith(IllegalStateException.class);
    }

    // When
    var next = enter(Uni.createFrom().item("in"));

    // Then
    assertThat(next.getItem()).isEqualTo("in");
  }

  private <T> UniAssertSubscriber<T> enter(Uni<T> work) {
    return gate.pass(() -> work).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private double turnedAway() {
    return meters
        .get("chat.connect.load.shed")
        .tag("reason", ErrorCode.CALLBACKS_TOO_MANY.slug())
        .counter()
        .count();
  }

  /** No class of its own: the application would take its bounds for interceptors. */
  private static LoadSettings twoCallbacks() {
    return (LoadSettings)
        Proxy.newProxyInstance(
            LoadSettings.class.getClassLoader(),
            new Class<?>[] {LoadSettings.class},
            (proxy, method, arguments) -> 2);
  }
}
