package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatconnect.event.Verification;

/** A receiver of webhooks that takes its time and fails every so often. */
final class WebhookReceiver {

  private static final String PATH = "/hooks";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String secret;
  private final HttpServer server;
  private final AtomicInteger calls = new AtomicInteger();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Duration delay = Duration.ZERO;
  private volatile int failEvery = Integer.MAX_VALUE;

  /**
   * A delivery.
   *
   * @param accepted whether it was answered with success
   */
  record Received(String id, String type, String identifier, boolean genuine, boolean accepted) {}

  private WebhookReceiver(String secret, HttpServer server) {
    this.secret = secret;
    this.server = server;
  }

  static WebhookReceiver start(String secret) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var receiver = new WebhookReceiver(secret, server);
      server.setExecutor(
          Executors.newFixedThreadPool(
              32,
              task -> {
                var thread = new Thread(task, "webhook-receiver");
                thread.setDaemon(true);
                return thread;
              }));
      server.createContext(PATH, receiver::receive);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + PATH;
  }

  /** Forgets what came, and behaves like this from now on. */
  void behave(Duration newDelay, int newFailEvery) {
    delay = newDelay;
    failEvery = newFailEvery;
    received.clear();
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  List<Received> accepted() {
    return received.stream().filter(Received::accepted).toList();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var accepted = calls.incrementAndGet() % failEvery != 0;
      received.add(received(exchange, body, accepted));
      Thread.sleep(delay.toMillis());
      exchange.sendResponseHeaders(accepted ? 204 : 500, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Received received(HttpExchange exchange, byte[] body, boolean accepted)
      throws IOException {
    var headers = exchange.getRequestHeaders();
    var json = JSON.readTree(body);
    try {
      return new Received(
          headers.getFirst("webhook-id"),
          json.at("/type").asText(),
          json.at("/data/identifier").asText(),
          Verification.isGenuine(
              secret,
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              body,
              Instant.now()),
          accepted);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
