package dev.chatconnect.notice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.ProviderEvent;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderNotice.Uninteresting;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static java.time.Instant.EPOCH;
import static java.util.Optional.empty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What it takes to find out for whom a request is. */
@QuarkusTest
class VerifierTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WORKER = "event-verification";

  @Inject Verifier verifier;
  @Inject Environments environments;
  @Inject ObjectMapper json;

  @Test
  void everyIntegrationWithTheSecretIsFoundAndTheSecretTriedOnce() {
    // Given
    var events = new Sketch("right", 10);
    var candidates = recipients("right", "wrong", "right", "wrong", "right");

    // When
    var found = verifier.verify(candidates, events, request()).await().atMost(PATIENCE);

    // Then
    assertThat(found)
        .extracting(one -> one.recipient().integration().id())
        .containsExactly("0", "2", "4");
    assertThat(events.tried).doesNotHaveDuplicates().contains("right");
  }

  @Test
  void aSecretThatNobodyHasFindsNobody() {
    // Given
    var events = new Sketch("right", 10);

    // When
    var found =
        verifier.verify(recipients("a", "b", "a"), events, request()).await().atMost(PATIENCE);

    // Then
    assertThat(found).isEmpty();
    assertThat(events.tried).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void integrationsWithoutASecretAreNotAsked() {
    // Given
    var events = new Sketch("", 10);

    // When
    var found = verifier.verify(recipients("", ""), events, request()).await().atMost(PATIENCE);

    // Then
    assertThat(found).isEmpty();
    assertThat(events.tried).isEmpty();
  }

  @Test
  void littleWorkIsDoneAtOnce() {
    // Given
    var events = new Sketch("right", Verifier.AT_ONCE / 2);

    // When
    verifier.verify(recipients("a", "b"), events, request()).await().atMost(PATIENCE);

    // Then
    assertThat(events.threads).hasSize(2).containsOnly(Thread.currentThread().getName());
  }

  @Test
  void muchWorkIsLeftToTheWorker() {
    // Given
    var events = new Sketch("right", Verifier.AT_ONCE / 2 + 1);

    // When
    verifier.verify(recipients("a", "b"), events, request()).await().atMost(PATIENCE);

    // Then
    assertThat(events.threads).hasSize(2).allMatch(name -> name.contains(WORKER));
  }

  @Test
  void whoComesWhenTooManyWaitIsToComeAgain() {
    // Given
    var events = new Sketch("right", Verifier.AT_ONCE);
    var held = new CountDownLatch(1);
    events.gate = held;
    var waiting =
        IntStream.range(0, Verifier.QUEUE)
            .mapToObj(i -> begun(verifier.verify(recipients("a", "b"), events, request())))
            .toList();

    // When
    var oneMore = verifier.verify(recipients("a", "b"), events, request());

    // Then
    assertThatThrownBy(() -> oneMore.await().atMost(PATIENCE))
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.EVENT_UNFINISHED);
              assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(5));
            });
    held.countDown();
    assertThat(Uni.join().all(waiting).andFailFast().await().atMost(PATIENCE))
        .hasSize(Verifier.QUEUE);
    assertThat(
            verifier.verify(recipients("right", "b"), events, request()).await().atMost(PATIENCE))
        .hasSize(1);
  }

  private static <T> Uni<T> begun(Uni<T> work) {
    var running = work.memoize().indefinitely();
    running.subscribe().with(ignored -> {}, ignored -> {});
    return running;
  }

  private EventRequest request() {
    return new EventRequest(Map.of(), "{}".getBytes(StandardCharsets.UTF_8), json);
  }

  /** Integrations with these secrets, called by their place. */
  private List<Recipient> recipients(String... secrets) {
    var environment = Tenants.withKey(environments, "dev-secret-key");
    var all = new ArrayList<Recipient>();
    Stream.of(secrets)
        .map(secret -> new Credentials(Map.of("signingSecret", secret)))
        .forEach(
            credentials ->
                all.add(new Recipient(environment, integration(all.size(), credentials))));
    return List.copyOf(all);
  }

  private static Integration integration(int place, Credentials credentials) {
    var id = Integer.toString(place);
    return new Integration(
        id,
        id,
        id,
        "slack",
        empty(),
        "delivery",
        credentials,
        empty(),
        empty(),
        true,
        false,
        0,
        EPOCH,
        EPOCH);
  }

  /** A provider that remembers which secrets were tried, and on which threads. */
  private static final class Sketch implements ProviderEvents {

    private final ConcurrentLinkedQueue<String> tried = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> threads = new ConcurrentLinkedQueue<>();
    private final String right;
    private final int bytes;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Sketch(String right, int bytes) {
      this.right = right;
      this.bytes = bytes;
    }

    @Override
    public boolean isPlausible(EventRequest request) {
      return true;
    }

    @Override
    public Optional<String> secret(Credentials credentials) {
      return credentials.text("signingSecret");
    }

    @Override
    public boolean isBy(String secret, EventRequest request) {
      tried.add(secret);
      threads.add(Thread.currentThread().getName());
      try {
        assertThat(gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return secret.equals(right);
    }

    @Override
    public int hashedBytes(EventRequest request) {
      return bytes;
    }

    @Override
    public ProviderEvent read(Credentials credentials, EventRequest request) {
      return new ProviderEvent(Optional.empty(), new Uninteresting());
    }
  }
}
