package dev.chatconnect.web;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Vetoed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.connect.RedirectUri;
import dev.chatconnect.metrics.LoadShed;
import dev.chatconnect.metrics.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is let in by a process that has no place left. */
class AdmissionTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<ErrorCode> answers = new ArrayList<>();
  private final EdgeErrors errors = new Collecting(answers);
  private final Admission full =
      new Admission(() -> 0, errors, new LoadShed(new Metrics(registry)));

  @Test
  void theCallbackPasses() {
    // When
    var passes = full.passes(request(RedirectUri.PATH));

    // Then
    assertThat(passes).isTrue();
    assertThat(refusals()).isZero();
    assertThat(answers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/channel-connections",
        "/v1/channel-connections/oauth/callback",
        "/x/v1/integrations/chat/oauth/callback"
      })
  void everythingElseIsRefusedAndCounted(String path) {
    // Given
    assertThat(refusals()).isZero();

    // When
    var passes = full.passes(request(path));

    // Then
    assertThat(passes).isFalse();
    assertThat(refusals()).isEqualTo(1);
    assertThat(answers).containsExactly(ErrorCode.OVERLOADED);
  }

  @Test
  void whoeverFindsAPlaceIsNotCounted() {
    // Given
    var free = new Admission(() -> 1, errors, new LoadShed(new Metrics(registry)));

    // When
    var passes = free.passes(request("/v1/channel-connections"));

    // Then
    assertThat(passes).isTrue();
    assertThat(refusals()).isZero();
  }

  private double refusals() {
    return registry.get("chat.connect.load.shed").tag("reason", "overloaded").counter().count();
  }

  private static RoutingContext request(String path) {
    return (RoutingContext)
        Proxy.newProxyInstance(
            RoutingContext.class.getClassLoader(),
            new Class<?>[] {RoutingContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "normalizedPath" -> path;
                  case "addEndHandler" -> 1;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Vetoed
  private static final class Collecting extends EdgeErrors {

    private final List<ErrorCode> answers;

    Collecting(List<ErrorCode> answers) {
      super(
          new ErrorRenderer(Clock.systemUTC(), new Metrics(new SimpleMeterRegistry())),
          new SecurityHeaders(() -> () -> URI.create("http://localhost:8080")),
          new ObjectMapper());
      this.answers = answers;
    }

    @Override
    void refuse(RoutingContext context, ApiException failure) {
      answers.add(failure.code());
    }
  }
}
