package dev.chatconnect.process;

import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.restassured.path.json.JsonPath;

/**
 * Callers that create connections one after the other, and remember what they were promised. In
 * between they read what they made.
 */
final class ConnectionLoad implements AutoCloseable {

  /** Outcome of a request that got no answer. */
  private static final int NO_ANSWER = 0;

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Supplier<ServiceProcess> services;
  private final String integration;
  private final List<Thread> callers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Tried> tried = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * A request that was made.
   *
   * @param status of the answer; 0 without one
   * @param failure why there is no answer, empty with one
   * @param connection identifier of the connection that was acknowledged, if one was
   */
  record Tried(int status, String failure, Duration time, Optional<String> connection) {}

  private ConnectionLoad(Supplier<ServiceProcess> services, String integration) {
    this.services = services;
    this.integration = integration;
  }

  /** So many callers of a service. */
  static ConnectionLoad on(ServiceProcess service, int callers) {
    return on(() -> service, SlackConnections.integration(service), callers);
  }

  /** So many callers, which ask before each request whom to call. */
  static ConnectionLoad on(Supplier<ServiceProcess> services, String integration, int callers) {
    var load = new ConnectionLoad(services, integration);
    for (var i = 0; i < callers; i++) {
      var thread = new Thread(load::call, "caller-" + i);
      thread.setDaemon(true);
      load.callers.add(thread);
      thread.start();
    }
    return load;
  }

  /** Requests that were made until now. */
  int count() {
    return count.get();
  }

  /** Connections that were acknowledged until now. */
  int acknowledgedCount() {
    return acknowledged().size();
  }

  /** Ends the calls and waits for the answers to the last ones. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (var caller : callers) {
        caller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<String> acknowledged() {
    return tried.stream().flatMap(one -> one.connection().stream()).toList();
  }

  /** How often which status came; 0 stands for no answer. */
  Map<Integer, Long> statuses() {
    return tried.stream()
        .collect(Collectors.groupingBy(Tried::status, TreeMap::new, Collectors.counting()));
  }

  /** Why there was no answer, where there was none. */
  List<String> failures() {
    return tried.stream().map(Tried::failure).filter(why -> !why.isEmpty()).distinct().toList();
  }

  Duration slowest() {
    return tried.stream().map(Tried::time).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** Those that were acknowledged and are not there. */
  List<String> lost(ServiceProcess service) {
    return lost(service, acknowledged());
  }

  static List<String> lost(ServiceProcess service, List<String> identifiers) {
    var missing = new ArrayList<String>();
    var size = 100;
    for (var from = 0; from < identifiers.size(); from += size) {
      var part = identifiers.subList(from, Math.min(from + size, identifiers.size()));
      var answers =
          Api.race(part.size(), i -> Api.get(service, "/v1/channel-connections/" + part.get(i)));
      for (var i = 0; i < part.size(); i++) {
        if (answers.get(i).statusCode() != 200) {
          missing.add(part.get(i));
        }
      }
    }
    return missing;
  }

  private void call() {
    while (!stopped) {
      count.incrementAndGet();
      var one = create(services.get());
      tried.add(one);
      one.connection().ifPresent(made -> tried.add(read(services.get(), made)));
      pause();
    }
  }

  private Tried create(ServiceProcess service) {
    var request =
        Api.post(
            service,
            "/v1/channel-connections",
            "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'xoxb-1'}}"
                .formatted(integration, UUID.randomUUID()));
    return timed(request, true);
  }

  private static Tried read(ServiceProcess service, String identifier) {
    return timed(Api.get(service, "/v1/channel-connections/" + identifier), false);
  }

  private static Tried timed(HttpRequest request, boolean creates) {
    var start = System.nanoTime();
    try {
      var answer = Api.send(request);
      var made =
          creates && answer.statusCode() == 201
              ? Optional.of(JsonPath.from(answer.body()).getString("data.identifier"))
              : Optional.<String>empty();
      return new Tried(answer.statusCode(), "", since(start), made);
    } catch (CompletionException e) {
      var cause = e.getCause();
      var hung = cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
      return new Tried(
          NO_ANSWER,
          hung ? "hung" : cause.getClass().getSimpleName() + ": " + cause.getMessage(),
          since(start),
          Optional.empty());
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
