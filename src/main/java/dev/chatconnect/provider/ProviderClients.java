package dev.chatconnect.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.tracing.Spans;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * Makes the HTTP clients of the providers. They follow no redirect, retry nothing, take no
 * compressed answer and none over 1 MiB, and answer error statuses like any other.
 */
@Singleton
public class ProviderClients {

  private static final String USER_AGENT = "chat-connect";

  /**
   * Well below the time after which servers close idle connections: a call on a connection that is
   * just being closed fails, and a code exchange cannot be repeated.
   */
  private static final int IDLE_SECONDS = 15;

  /** What a provider asks for beyond it would only make our callers give up. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Vertx vertx;
  private final OutboundSettings settings;
  private final ObjectMapper json;
  private final Clock clock;
  private final CallMeters meters;
  private final Map<URI, ProviderGuard> guards = new ConcurrentHashMap<>();
  private final Set<Opened> opened = ConcurrentHashMap.newKeySet();

  ProviderClients(
      Vertx vertx,
      OutboundSettings settings,
      ObjectMapper json,
      Clock clock,
      Metrics metrics,
      Spans spans) {
    this.vertx = vertx;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
    this.meters = new CallMeters(metrics, spans);
  }

  /**
   * A client of one host. All clients of a host share its circuit breaker.
   *
   * @param id of the provider, a label of its metrics
   * @param provider name for people, used in messages
   * @param api interface whose methods answer {@code Uni<RestResponse<String>>}
   * @param baseUri root that the paths of the interface hang off
   */
  public <A> ProviderCalls<A> open(String id, String provider, Class<A> api, URI baseUri) {
    return open(id, provider, api, baseUri, LONGEST_WAIT);
  }

  /**
   * The same with what the host's {@code Retry-After} is cut to.
   *
   * @param longestWait at most
   */
  public <A> ProviderCalls<A> open(
      String id, String provider, Class<A> api, URI baseUri, Duration longestWait) {
    opened.add(new Opened(id, provider, baseUri));
    var guard = guards.computeIfAbsent(baseUri, host -> new ProviderGuard(settings));
    var options = new ArrayList<HttpClientOptions>(1);
    var client = build(api, baseUri, options::add);
    var host = new HostConnections(vertx, options.get(0), USER_AGENT, baseUri);
    var failures = new ProviderFailures(provider, clock, longestWait);
    return new ProviderCalls<>(provider, client, host, guard, meters.of(id), failures, json);
  }

  /**
   * What clients were opened for.
   *
   * @param id of the provider
   * @param provider its name in messages
   * @param baseUri a host of it
   */
  record Opened(String id, String provider, URI baseUri) {}

  /** All that clients were opened for, in no particular order. */
  Set<Opened> opened() {
    return Set.copyOf(opened);
  }

  /** A client without a circuit breaker; whoever has done with it closes it. */
  <A> A client(Class<A> api, URI baseUri) {
    return build(api, baseUri, options -> {});
  }

  /**
   * @param told the options that the client is made of, which include what an operator has set for
   *     all clients, such as a proxy
   */
  private <A> A build(Class<A> api, URI baseUri, Consumer<HttpClientOptions> told) {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(baseUri)
        .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .followRedirects(false)
        .disableDefaultMapper(true)
        .enableCompression(false)
        .userAgent(USER_AGENT)
        .property(QuarkusRestClientProperties.CONNECTION_TTL, IDLE_SECONDS)
        // As many as there may be calls: none waits for a connection, and is sent when its caller
        // has given up.
        .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, settings.maxConcurrentCalls())
        .httpClientOptionsCustomizer(told)
        .httpClientRequestCustomizer(new ResponseCap())
        .build(api);
  }
}
