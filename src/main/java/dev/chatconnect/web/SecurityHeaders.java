package dev.chatconnect.web;

import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Headers that every answer of the API and every page carries. A route's own value wins. */
@Singleton
public class SecurityHeaders {

  private static final String NO_STORE = "no-store";
  private static final String PRAGMA = "Pragma";
  private static final List<Object> NOT_KEPT = List.of(NO_STORE);

  /** Of a filter, which a binary makes when it is built: what is configured is not known then. */
  private final Provider<URI> publicUrl;

  private @Nullable Boolean https;

  SecurityHeaders(
      @ConfigProperty(name = "chat-connect.public-url", defaultValue = "http://localhost:8080")
          Provider<URI> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Into the answer itself: a detour through the resource's sorted headers would cost more. */
  @ServerResponseFilter
  void add(ResteasyReactiveContainerRequestContext request, ContainerResponseContext response) {
    var given = response.getHeaders();
    var answer = request.getServerRequestContext().serverResponse();
    // HTTP/1.0's word for no-store would contradict a route that lets its answer be kept.
    var kept = !given.getOrDefault(HttpHeaders.CACHE_CONTROL, NOT_KEPT).contains(NO_STORE);
    addTo(
        (name, value) -> {
          if (!given.containsKey(name) && !(kept && name.equals(PRAGMA))) {
            answer.setResponseHeader(name, value);
          }
        });
  }

  /** Adds the headers to an answer that does not come from a resource, or as a stream. */
  public void addTo(BiConsumer<String, String> headers) {
    headers.accept("X-Content-Type-Options", "nosniff");
    headers.accept("X-Frame-Options", "DENY");
    headers.accept("Referrer-Policy", "no-referrer");
    headers.accept("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.accept("Cross-Origin-Opener-Policy", "same-origin");
    headers.accept("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    headers.accept(HttpHeaders.CACHE_CONTROL, NO_STORE);
    headers.accept(PRAGMA, "no-cache");
    if (isHttps()) {
      headers.accept("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }

  /** Looked up once; the same whoever does it. */
  private boolean isHttps() {
    var known = https;
    if (known == null) {
      known = "https".equalsIgnoreCase(publicUrl.get().getScheme());
      https = known;
    }
    return known;
  }
}
