package dev.chatconnect.web;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;

import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Headers that every answer of the API and every page carries. A route's own value wins. */
@Singleton
public class SecurityHeaders {

  private static final String NO_STORE = "no-store";
  private static final String PRAGMA = "Pragma";
  private static final List<Object> NOT_KEPT = List.of(NO_STORE);

  private static final List<Header> ALWAYS =
      List.of(
          header("X-Content-Type-Options", "nosniff"),
          header("X-Frame-Options", "DENY"),
          header("Referrer-Policy", "no-referrer"),
          header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          header("Cross-Origin-Opener-Policy", "same-origin"),
          header("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
          header(HttpHeaders.CACHE_CONTROL, NO_STORE),
          header(PRAGMA, "no-cache"));
  private static final Header ONLY_HTTPS =
      header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

  /** Of a filter, which a binary makes when it is built: what is configured is not known then. */
  private final Provider<PublicUrlSettings> address;

  private @Nullable Boolean https;

  SecurityHeaders(Provider<PublicUrlSettings> address) {
    this.address = address;
  }

  /** Into the answer itself: a detour through the resource's sorted headers would cost more. */
  @ServerResponseFilter
  void add(ResteasyReactiveContainerRequestContext request, ContainerResponseContext response) {
    var given = response.getHeaders();
    var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
    var answer = context.unwrap(RoutingContext.class).response().headers();
    // HTTP/1.0's word for no-store would contradict a route that lets its answer be kept.
    var kept = !given.getOrDefault(HttpHeaders.CACHE_CONTROL, NOT_KEPT).contains(NO_STORE);
    addTo(
        header -> {
          if (!given.containsKey(header.name()) && !(kept && header.name().equals(PRAGMA))) {
            answer.set(header.fastName(), header.fastValue());
          }
        });
  }

  /** Adds the headers to an answer that does not come from a resource, or as a stream. */
  public void addTo(BiConsumer<String, String> headers) {
    addTo(header -> headers.accept(header.name(), header.value()));
  }

  private void addTo(Consumer<Header> headers) {
    ALWAYS.forEach(headers);
    if (isHttps()) {
      headers.accept(ONLY_HTTPS);
    }
  }

  /** Looked up once; the same whoever does it. */
  private boolean isHttps() {
    var known = https;
    if (known == null) {
      known = "https".equalsIgnoreCase(address.get().publicUrl().getScheme());
      https = known;
    }
    return known;
  }

  private static Header header(String name, String value) {
    return new Header(
        name,
        value,
        io.vertx.core.http.HttpHeaders.createOptimized(name),
        io.vertx.core.http.HttpHeaders.createOptimized(value));
  }

  /** With texts that the server neither hashes nor encodes anew for each answer. */
  private record Header(String name, String value, CharSequence fastName, CharSequence fastValue) {}
}
