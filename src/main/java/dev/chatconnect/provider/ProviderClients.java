package dev.chatconnect.provider;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
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

  private final OutboundSettings settings;
  private final ObjectMapper json;
  private final Clock clock;
  private final Map<URI, ProviderGuard> guards = new ConcurrentHashMap<>();
  private final Set<Opened> opened = ConcurrentHashMap.newKeySet();

  ProviderClients(OutboundSettings settings, ObjectMapper json, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A client of one host. All clients of a host share its circuit breaker.
   *
   * @param provider name for people, used in messages
   * @param api interface whose methods answer {@code Uni<RestResponse<String>>}
   * @param baseUri root that the paths of the interface hang off
   */
  public <A> ProviderCalls<A> open(String provider, Class<A> api, URI baseUri) {
    opened.add(new Opened(provider, baseUri));
    var guard = guards.computeIfAbsent(baseUri, host -> new ProviderGuard(settings));
    return new ProviderCalls<>(provider, client(api, baseUri), guard, json, clock);
  }

  /** What clients were opened for: the name of a provider, and a host of it. */
  record Opened(String provider, URI baseUri) {}

  /** All that clients were opened for, in no particular order. */
  Set<Opened> opened() {
    return Set.copyOf(opened);
  }

  /** A client without a circuit breaker. */
  <A> A client(Class<A> api, URI baseUri) {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(baseUri)
        .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .followRedirects(false)
        .disableDefaultMapper(true)
        .enableCompression(false)
        .userAgent(USER_AGENT)
        .property(QuarkusRestClientProperties.CONNECTION_TTL, IDLE_SECONDS)
        .httpClientRequestCustomizer(new ResponseCap())
        .build(api);
  }
}
