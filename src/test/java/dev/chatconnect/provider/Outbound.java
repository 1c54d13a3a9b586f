package dev.chatconnect.provider;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.inject.spi.CDI;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.tracing.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

/** Settings that a test chooses; the clients made of them share no circuit breaker with others. */
public record Outbound(
    Duration connectTimeout,
    Duration callTimeout,
    int maxConcurrentCalls,
    int requestVolume,
    double failureRatio,
    Duration delay)
    implements OutboundSettings, OutboundSettings.Breaker {

  /** Patient, with a circuit breaker that no test fills. */
  public static final Outbound STEADY =
      new Outbound(
          Duration.ofSeconds(2), Duration.ofSeconds(10), 128, 1000, 1, Duration.ofSeconds(5));

  public Outbound connectTimeout(Duration timeout) {
    return new Outbound(
        timeout, callTimeout, maxConcurrentCalls, requestVolume, failureRatio, delay);
  }

  public Outbound callTimeout(Duration timeout) {
    return new Outbound(
        connectTimeout, timeout, maxConcurrentCalls, requestVolume, failureRatio, delay);
  }

  public Outbound breaker(int volume, Duration openFor) {
    return new Outbound(connectTimeout, callTimeout, maxConcurrentCalls, volume, 0.5, openFor);
  }

  /** At most so many calls at a time. */
  public Outbound calls(int most) {
    return new Outbound(connectTimeout, callTimeout, most, requestVolume, failureRatio, delay);
  }

  public ProviderClients clients(ObjectMapper json) {
    return new ProviderClients(
        CDI.current().select(Vertx.class).get(),
        this,
        json,
        Clock.systemUTC(),
        new Metrics(new SimpleMeterRegistry()),
        new Spans());
  }

  @Override
  public Breaker circuitBreaker() {
    return this;
  }
}
