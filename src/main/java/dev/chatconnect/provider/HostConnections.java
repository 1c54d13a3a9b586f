package dev.chatconnect.provider;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Connections to one host, for what is asked so often that a client of an interface is too dear.
 * Each event loop has its own: one pool would hand out connections of other loops, and two threads
 * would wake each other for every call.
 */
final class HostConnections {

  private static final CharSequence FORM =
      HttpHeaders.createOptimized("application/x-www-form-urlencoded");
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final Vertx vertx;
  private final HttpClientOptions options;
  private final String userAgent;
  private final URI root;
  private final String path;

  /** By the thread of the event loop; other threads have theirs together. */
  private final Map<Object, HttpClient> clients = new ConcurrentHashMap<>();

  /**
   * @param options those of the host's other client, so that both are made alike
   * @param root the only host that is ever asked, and what comes before every path
   */
  HostConnections(Vertx vertx, HttpClientOptions options, String userAgent, URI root) {
    this.vertx = vertx;
    this.options = options;
    this.userAgent = userAgent;
    this.root = root;
    this.path = root.getRawPath().replaceFirst("/+$", "");
  }

  /**
   * Posts a form when the result is subscribed to, once; cancelling it ends the exchange.
   *
   * @param below the root; a constant
   */
  Uni<Reply> post(String below, Form form) {
    return Uni.createFrom().emitter(end -> new FormPost(end).begin(request(below), form.encoded()));
  }

  private Future<HttpClientRequest> request(String below) {
    return client()
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(root.getHost())
                .setPort(port())
                .setSsl(isSecure())
                .setURI(path + below)
                .setFollowRedirects(false))
        .map(
            request -> {
              request
                  .headers()
                  .set(HttpHeaders.CONTENT_TYPE, FORM)
                  .set(HttpHeaders.ACCEPT, JSON)
                  .set(HttpHeaders.USER_AGENT, userAgent);
              return request;
            });
  }

  private HttpClient client() {
    return clients.computeIfAbsent(
        Context.isOnEventLoopThread() ? Thread.currentThread() : this,
        loop -> vertx.createHttpClient(new HttpClientOptions(options)));
  }

  private int port() {
    if (root.getPort() >= 0) {
      return root.getPort();
    }
    return isSecure() ? 443 : 80;
  }

  private boolean isSecure() {
    return "https".equalsIgnoreCase(root.getScheme());
  }
}
