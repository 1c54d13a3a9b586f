package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTest {

  private final Turns turns = new Turns(2);
  private final List<Promise<String>> begun = new ArrayList<>();

  @Test
  void noMoreThanSoManyRunAtATime() {
    // When
    var all = List.of(begin(), begin(), begin());

    // Then
    assertThat(begun).hasSize(2);
    assertThat(all).noneMatch(Future::isComplete);
  }

  @Test
  void theNextBeginsWhenOneEnds() {
    // Given
    begin();
    begin();
    var third = begin();

    // When
    begun.get(0).complete("first");

    // Then
    assertThat(begun).hasSize(3);
    begun.get(2).complete("third");
    assertThat(third.result()).isEqualTo("third");
  }

  @Test
  void aFailureGivesTheTurnOnAndReachesItsCaller() {
    // Given
    var first = begin();
    begin();
    begin();

    // When
    begun.get(0).fail("broken");

    // Then
    assertThat(first.cause()).hasMessage("broken");
    assertThat(begun).hasSize(3);
  }

  @Test
  void whoeverWaitedGoesOnOnTheirOwnContext() {
    // Given
    var vertx = Vertx.vertx();
    var loop = (ContextInternal) vertx.getOrCreateContext();
    var one = loop.duplicate();
    var other = loop.duplicate();
    var narrow = new Turns(1);
    var first = one.<String>promise();
    var endedOn = new CompletableFuture<Context>();
    one.runOnContext(begin -> narrow.take(first::future));
    other.runOnContext(
        begin ->
            narrow
                .take(() -> Future.succeededFuture("second"))
                .onComplete(ended -> endedOn.complete(Vertx.currentContext())));

    // When
    one.runOnContext(end -> first.complete("first"));

    // Then
    assertThat(endedOn.orTimeout(5, TimeUnit.SECONDS).join()).isSameAs(other);
    vertx.close();
  }

  @Test
  void turnsAreNotUsedUp() {
    // Given
    for (var i = 0; i < 10; i++) {
      begin();
      begun.get(i).complete("done");
    }

    // When
    begin();
    begin();

    // Then
    assertThat(begun).hasSize(12);
  }

  private Future<String> begin() {
    return turns.take(
        () -> {
          var promise = Promise.<String>promise();
          begun.add(promise);
          return promise.future();
        });
  }
}
