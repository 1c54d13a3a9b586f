package dev.chatconnect.notice;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;

/**
 * Finds out for which integrations a request is genuine. Anybody may send one, and to refuse it the
 * body has to be hashed with each secret that there is: more than a little of that is left to one
 * thread, so that a flood neither holds up other requests nor takes more than one processor.
 */
@Singleton
class Verifier {

  /** What is hashed at once: about a millisecond's work. */
  static final int AT_ONCE = 128 * 1024;

  /** Requests that may wait for the thread. */
  static final int QUEUE = 32;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Recipients recipients;
  private final WorkerExecutor worker;
  private final AtomicInteger queued = new AtomicInteger();

  Verifier(Recipients recipients, Vertx vertx) {
    this.recipients = recipients;
    this.worker = vertx.createSharedWorkerExecutor("event-verification", 1);
  }

  @PreDestroy
  void close() {
    worker.closeAndForget();
  }

  /**
   * The integrations that a request is for. Asks anew who there is before it is none: an
   * integration may be a moment old.
   *
   * @param integrationId the only integration that it may be for, where its URL names one
   * @return 503 when too many requests wait for their verification
   */
  Uni<List<Genuine>> verify(
      ChatProvider provider, Optional<String> integrationId, EventRequest request) {
    var id = provider.descriptor().id();
    var events = provider.events().orElseThrow();
    return recipients
        .known(id)
        .chain(
            known ->
                verify(of(integrationId, known), events, request)
                    .chain(
                        found ->
                            found.isEmpty()
                                ? recipients
                                    .latest(id)
                                    .map(latest -> of(integrationId, others(latest, known)))
                                    .chain(others -> verify(others, events, request))
                                : Uni.createFrom().item(found)));
  }

  /** The same among these; each secret is tried once, however many integrations have it. */
  Uni<List<Genuine>> verify(
      List<Recipient> candidates, ProviderEvents events, EventRequest request) {
    var secrets = new LinkedHashMap<Recipient, String>();
    candidates.forEach(
        one ->
            events
                .secret(one.integration().credentials())
                .ifPresent(secret -> secrets.put(one, secret)));
    return used(Set.copyOf(secrets.values()), events, request)
        .map(
            used ->
                secrets.entrySet().stream()
                    .filter(one -> used.filter(one.getValue()::equals).isPresent())
                    .map(one -> genuine(one.getKey(), events, request))
                    .toList());
  }

  /** The secret that was used; no request is by two. */
  private Uni<Optional<String>> used(
      Set<String> secrets, ProviderEvents events, EventRequest request) {
    if ((long) secrets.size() * events.hashedBytes(request) <= AT_ONCE) {
      return Uni.createFrom().item(find(secrets, events, request));
    }
    if (queued.incrementAndGet() > QUEUE) {
      queued.decrementAndGet();
      return Uni.createFrom().failure(ErrorCode.EVENT_UNFINISHED.with().retryAfter(RETRY_AFTER));
    }
    return worker
        .executeBlocking(() -> find(secrets, events, request), false)
        .onTermination()
        .invoke(queued::decrementAndGet);
  }

  private static Optional<String> find(
      Set<String> secrets, ProviderEvents events, EventRequest request) {
    return secrets.stream().filter(secret -> events.isBy(secret, request)).findFirst();
  }

  private static Genuine genuine(Recipient recipient, ProviderEvents events, EventRequest request) {
    return new Genuine(recipient, events.read(recipient.integration().credentials(), request));
  }

  private static List<Recipient> of(Optional<String> integrationId, List<Recipient> all) {
    return all.stream()
        .filter(one -> integrationId.map(one.integration().id()::equals).orElse(true))
        .toList();
  }

  private static List<Recipient> others(List<Recipient> latest, List<Recipient> known) {
    var tried = new HashSet<>(known);
    return latest.stream().filter(one -> !tried.contains(one)).toList();
  }
}
