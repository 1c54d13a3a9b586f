package dev.chatconnect.event;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.chatconnect.event.Receiver.Received;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderClients;
import dev.chatconnect.provider.Trials;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.StreamLog;
import dev.chatconnect.redis.StreamQueue;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Deliveries to a receiver that behaves and to one that does not, from an own environment. */
@QuarkusTest
@ConnectWireMock
class WebhookDeliveryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String FORMER_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final List<Duration> DELAYS =
      List.of(Duration.ofMillis(20), Duration.ofMillis(40));
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int CONCURRENCY = 4;

  @Inject EventLog events;
  @Inject StreamQueue queues;
  @Inject StreamLog streams;
  @Inject ProviderClients clients;
  @Inject DeliveryLog log;
  @Inject RecordJson json;
  @Inject ReactiveRedisDataSource commands;

  WireMock wiremock;

  private final RedisKeys keys = new RedisKeys(UUID.randomUUID().toString());
  private final String path = "/hooks/" + UUID.randomUUID();
  private final Webhook webhook =
      new Webhook(
          keys.environmentId(),
          "main",
          URI.create(Trials.baseUrl("slack") + path + "?key=1"),
          List.of(SECRET, FORMER_SECRET),
          EventType.delivered());
  private final StreamQueue.Queue queue = Deliveries.queue(webhook, Instant.EPOCH);
  private Receiver receiver;
  private DeliveryLoop loop;

  @BeforeEach
  void start() {
    receiver = new Receiver(wiremock, path);
    loop = loop("replica-1", LEASE);
  }

  @AfterEach
  void stop() {
    loop.stop();
  }

  @Test
  void aDeliveryIsSignedWithEverySecretAndSaysWhatHappened() {
    // Given
    receiver.answers("ann", 204);
    record("ann");

    // When
    loop.pump();

    // Then
    var received = untilReceived("ann", 1).get(0);
    assertThat(received.isSignedWith(SECRET)).isTrue();
    assertThat(received.isSignedWith(FORMER_SECRET)).isTrue();
    assertThat(received.isSignedWith("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).isFalse();
    assertThat(received.id()).matches("evt_[0-9a-z]{24}");
    assertThat(received.request().getHeader("content-type")).isEqualTo("application/json");
    assertThat(received.request().getUrl()).isEqualTo(path + "?key=1");
    assertThat(received.body())
        .matches(
            "\\{\"type\":\"connection.created\",\"timestamp\":\"[-0-9T:.]+Z\","
                + "\"data\":\\{\"name\":\"ann ünï\"}}");
    untilSettled();
  }

  @Test
  void aReceiverThatFailsOnceGetsTheSameEventAgain() {
    // Given
    receiver.answersInTurn("bob", aResponse().withStatus(500), 200);
    record("bob");

    // When
    pumpUntilSettled();

    // Then
    assertThat(receiver.received("bob")).hasSize(2).allMatch(one -> one.isSignedWith(SECRET));
    assertThat(receiver.received("bob").stream().map(Received::id).distinct()).hasSize(1);
    assertThat(receiver.received("bob").stream().map(Received::body).distinct()).hasSize(1);
  }

  @Test
  void aReceiverThatBreaksOffTheConnectionGetsTheEventAgain() {
    // Given
    receiver.answersInTurn("carl", aResponse().withFault(Fault.EMPTY_RESPONSE), 200);
    record("carl");

    // When
    pumpUntilSettled();

    // Then
    assertThat(receiver.received("carl")).hasSize(2);
  }

  @Test
  void aRedirectIsAFailureAndNotFollowed() {
    // Given
    var elsewhere = path + "/elsewhere";
    receiver.answersInTurn(
        "dora", aResponse().withStatus(307).withHeader("Location", elsewhere), 200);
    record("dora");

    // When
    pumpUntilSettled();

    // Then
    assertThat(receiver.received("dora")).hasSize(2);
    assertThat(new Receiver(wiremock, elsewhere).received("dora")).isEmpty();
  }

  @Test
  void aReceiverThatAsksForPatienceGetsIt() {
    // Given
    receiver.answersInTurn("emil", aResponse().withStatus(429).withHeader("Retry-After", "2"), 200);
    record("emil");

    // When
    pumpUntilSettled();

    // Then
    var received = receiver.received("emil");
    assertThat(received).hasSize(2);
    assertThat(
            Duration.between(
                received.get(0).request().getLoggedDate().toInstant(),
                received.get(1).request().getLoggedDate().toInstant()))
        .isGreaterThan(Duration.ofMillis(1900));
  }

  @Test
  void afterTheLastAttemptTheEventIsGivenUpAndTheAuditLogHasIt() {
    // Given
    receiver.answers("fred", 500);
    record("fred");

    // When
    pumpUntilSettled();

    // Then
    var received = receiver.received("fred");
    assertThat(received).hasSize(3);
    var note = audit(EventType.WEBHOOK_EXHAUSTED);
    assertThat(note)
        .containsEntry("outcome", "failure")
        .containsEntry("connection", "fred-connection")
        .containsEntry("subscriber", "fred");
    assertThat(note.get("data"))
        .isEqualTo(
            "{\"webhook\":\"main\",\"eventId\":\"%s\",\"eventType\":\"connection.created\","
                    .formatted(received.get(0).id())
                + "\"attempts\":3,\"reason\":\"http_500\",\"eventData\":{\"name\":\"fred ünï\"}}");
  }

  @Test
  void aReceiverThatDoesNotAnswerInTimeGetsTheEventAgain() {
    // Given
    receiver.answersInTurn("jane", aResponse().withStatus(200).withFixedDelay(2000), 200);
    record("jane");
    var hurried = Outbound.STEADY.callTimeout(Duration.ofMillis(300));
    loop = loop("replica-1", LEASE, Trials.clients(hurried));

    // When
    pumpUntilSettled();

    // Then
    assertThat(receiver.received("jane")).hasSize(2);
  }

  @Test
  void aReceiverThatKeepsFailingIsLeftAloneAndNoAttemptIsWasted() {
    // Given
    receiver.answers("kurt", 500);
    record("kurt");
    var openFor = Duration.ofMinutes(10);
    loop = loop("replica-1", LEASE, Trials.clients(Outbound.STEADY.breaker(2, openFor)));

    // When
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              loop.pump();
              return loop.underWay() == 0 && isDueIn(openFor);
            });

    // Then
    assertThat(receiver.received("kurt")).hasSize(2);
    assertThat(command("HVALS", keys.lookup("webhook", "attempts", "main"))).isEqualTo("[2]");
  }

  @Test
  void aReceiverThatIsGoneGetsNothingMoreUntilTheNextStart() {
    // Given
    receiver.answers("gina", 410);
    record("gina");
    record("gina");
    loop.pump();
    untilReceived("gina", 2);
    await().atMost(PATIENCE).until(() -> loop.underWay() == 0);
    receiver.answers("hans", 200);
    record("hans");

    // When
    IntStream.range(0, 5).forEach(i -> loop.pump());
    var afterRestart = loop("replica-1b", LEASE);
    receiver.answers("gina", 200);
    afterRestart.pump();

    // Then
    untilReceived("hans", 1);
    untilReceived("gina", 4);
    assertThat(audit(EventType.WEBHOOK_DISABLED))
        .containsEntry("data", "{\"webhook\":\"main\",\"reason\":\"http_410\"}");
    assertThat(count(EventType.WEBHOOK_DISABLED)).isEqualTo(1);
  }

  @Test
  void aSlowReceiverDoesNotHoldUpOtherDeliveries() {
    // Given
    receiver.answers("slow", aResponse().withStatus(200).withFixedDelay(3000));
    receiver.answers("quick", 200);
    record("slow");
    IntStream.range(0, 20).forEach(i -> record("quick-" + i));

    // When
    loop.pump();

    // Then
    untilReceived("quick", 20);
    assertThat(loop.underWay()).isEqualTo(1);
    untilSettled();
  }

  @Test
  void whoeverLooksAtTheSameTimeBeginsNoMoreThanThereIsRoomFor() {
    // Given
    receiver.answers("lots", aResponse().withStatus(200).withFixedDelay(1000));
    IntStream.range(0, 12).forEach(i -> record("lots-" + i + "."));
    loop =
        loop(
            "replica-1",
            LEASE,
            clients,
            new Interrupted(
                () -> {
                  loop.pump();
                  await().atMost(PATIENCE).until(() -> loop.underWay() == CONCURRENCY);
                }));
    var most = new AtomicInteger();

    // When
    loop.pump();

    // Then
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              most.accumulateAndGet(loop.underWay(), Math::max);
              return isSettled() && receiver.received("lots").size() == 12;
            });
    assertThat(most).hasValue(CONCURRENCY);
  }

  @Test
  void replicasShareTheWorkAndDeliverEachEventOnce() {
    // Given
    var other = loop("replica-2", LEASE);
    receiver.answers("many", 200);
    IntStream.range(0, 100).forEach(i -> record("many-" + i + "."));

    // When
    loop.pump();
    other.pump();

    // Then
    untilSettled();
    var received = receiver.received("many");
    assertThat(received).hasSize(100);
    assertThat(received.stream().map(Received::id).distinct()).hasSize(100);
  }

  @Test
  void whatADeadReplicaHadUnderWayIsDeliveredByAnother() {
    // Given
    receiver.answers("iris", 200);
    record("iris");
    queues.take(queue, "dead", 10, Duration.ofMillis(200)).await().atMost(PATIENCE);

    // When
    pumpUntilSettled();

    // Then
    assertThat(receiver.received("iris")).hasSize(1);
  }

  private DeliveryLoop loop(String consumer, Duration lease) {
    return loop(consumer, lease, clients);
  }

  private DeliveryLoop loop(String consumer, Duration lease, ProviderClients senders) {
    return loop(consumer, lease, senders, Clock.systemUTC());
  }

  private DeliveryLoop loop(String consumer, Duration lease, ProviderClients senders, Clock clock) {
    return new DeliveryLoop(
        webhook,
        queue,
        queues,
        new WebhookSender(webhook, senders, Clock.systemUTC()),
        new RetrySchedule(DELAYS, new SecureRandom()),
        log,
        json,
        clock,
        new DeliveryLoop.Limits(consumer, CONCURRENCY, lease));
  }

  private record Name(String name) {}

  private void record(String name) {
    events
        .record(
            keys,
            new Event(
                EventType.CONNECTION_CREATED,
                Optional.of(name + "-connection"),
                Optional.of(name),
                true,
                new Name(name + " ünï")))
        .await()
        .atMost(PATIENCE);
  }

  private List<Received> untilReceived(String text, int count) {
    return await()
        .atMost(PATIENCE)
        .until(() -> receiver.received(text), received -> received.size() >= count);
  }

  private void pumpUntilSettled() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              loop.pump();
              return isSettled();
            });
  }

  private void untilSettled() {
    await().atMost(PATIENCE).until(this::isSettled);
  }

  private boolean isSettled() {
    return loop.underWay() == 0 && pending().filter(count -> count == 0).isPresent();
  }

  /** Entries that were read and not settled; empty before the first look. */
  private Optional<Integer> pending() {
    return commands
        .execute("XPENDING", keys.events(), queue.group())
        .map(answer -> Optional.of(answer.get(0).toInteger()))
        .onFailure()
        .recoverWithItem(Optional.empty())
        .await()
        .atMost(PATIENCE);
  }

  /** Whether the one delivery is put off for about so long. */
  private boolean isDueIn(Duration delay) {
    var soon = Instant.now().plus(delay.dividedBy(2)).toEpochMilli();
    return command("ZCOUNT", keys.lookup("webhook", "due", "main"), Long.toString(soon), "+inf")
        .equals("1");
  }

  private String command(String name, String... arguments) {
    return commands.execute(name, arguments).await().atMost(PATIENCE).toString();
  }

  private long count(EventType type) {
    var newest = PageRequest.first(100, false);
    return streams
        .page(keys.events(), Map.of("type", type.wire()), newest)
        .await()
        .atMost(PATIENCE)
        .totalCount();
  }

  private Map<String, String> audit(EventType type) {
    var newest = PageRequest.first(1, false);
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                streams
                    .page(keys.events(), Map.of("type", type.wire()), newest)
                    .await()
                    .atMost(PATIENCE)
                    .items(),
            found -> !found.isEmpty())
        .get(0)
        .fields();
  }

  /** A clock on which something else comes first when the thread that made it looks. */
  private static final class Interrupted extends Clock {

    private final Thread maker = Thread.currentThread();
    private final Runnable first;
    private boolean busy;

    Interrupted(Runnable first) {
      this.first = first;
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread().equals(maker) && !busy) {
        busy = true;
        first.run();
        busy = false;
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
