package dev.chatconnect.web;

import java.net.URI;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Headers that every answer of the API and every page carries. A route's own value wins. */
@Singleton
class SecurityHeaders {

  private final boolean https;

  SecurityHeaders(
      @ConfigProperty(name = "chat-connect.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    https = "https".equalsIgnoreCase(publicUrl.getScheme());
  }

  @ServerResponseFilter
  void add(ContainerResponseContext response) {
    var headers = response.getHeaders();
    put(headers, "X-Content-Type-Options", "nosniff");
    put(headers, "X-Frame-Options", "DENY");
    put(headers, "Referrer-Policy", "no-referrer");
    put(headers, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    put(headers, "Cross-Origin-Opener-Policy", "same-origin");
    put(headers, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    put(headers, HttpHeaders.CACHE_CONTROL, "no-store");
    put(headers, "Pragma", "no-cache");
    if (https) {
      put(headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }

  private static void put(MultivaluedMap<String, Object> headers, String name, String value) {
    if (!headers.containsKey(name)) {
      headers.putSingle(name, value);
    }
  }
}
