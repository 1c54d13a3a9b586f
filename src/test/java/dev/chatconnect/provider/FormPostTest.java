package dev.chatconnect.provider;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormPostTest {

  private static final String SEND = "send";
  private static final String RESET = "reset";

  private final Promise<HttpClientRequest> connected = Promise.promise();
  private final Promise<HttpClientResponse> answered = Promise.promise();
  private final List<String> done = new ArrayList<>();
  private final UniAssertSubscriber<Reply> waiting =
      Uni.createFrom()
          .<Reply>emitter(end -> new FormPost(end).begin(connected.future(), "code=spent"))
          .subscribe()
          .withSubscriber(UniAssertSubscriber.create());

  @Test
  void aCodeIsNotSentWhenNobodyWaitsAnyMore() {
    // Given
    waiting.cancel();

    // When
    connected.complete(request());

    // Then
    assertThat(done).containsExactly(RESET);
  }

  @Test
  void anExchangeThatNobodyWaitsForIsEnded() {
    // Given
    connected.complete(request());

    // When
    waiting.cancel();

    // Then
    assertThat(done).containsExactly(SEND, RESET);
  }

  @Test
  void aConnectionThatFailsIsTold() {
    // When
    connected.fail(new ConnectException("refused"));

    // Then
    waiting.assertFailedWith(ConnectException.class, "refused");
  }

  @Test
  void anExchangeThatBreaksOffIsToldAndSentOnce() {
    // Given
    connected.complete(request());

    // When
    answered.fail(new IOException("off"));

    // Then
    waiting.assertFailedWith(IOException.class, "off");
    assertThat(done).containsOnlyOnce(SEND);
  }

  /** A request that notes what is done with it. */
  private HttpClientRequest request() {
    return (HttpClientRequest)
        Proxy.newProxyInstance(
            HttpClientRequest.class.getClassLoader(),
            new Class<?>[] {HttpClientRequest.class},
            (self, method, arguments) -> {
              done.add(method.getName());
              return method.getName().equals(SEND) ? answered.future() : true;
            });
  }
}
