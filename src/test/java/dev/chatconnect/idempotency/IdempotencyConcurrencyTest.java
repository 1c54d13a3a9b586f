package dev.chatconnect.idempotency;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environments;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.idempotency.Calls.body;
import static dev.chatconnect.idempotency.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class IdempotencyConcurrencyTest {

  @Inject Probe probe;
  @Inject RedisDataSource redis;
  @Inject Environments environments;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String id = UUID.randomUUID().toString();
  private final String key = "key-" + id;

  @Test
  void ofFiftyConcurrentRequestsOneRuns() {
    // Given
    var calls =
        Stream.generate(() -> send("/gated", BodyPublishers.ofString(body(id)))).limit(50).toList();
    await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 49);

    // When
    probe.gate(id).complete(true);

    // Then
    var answers = calls.stream().map(CompletableFuture::join).toList();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .hasSize(49)
        .allSatisfy(this::assertInProgress);
    assertThat(probe.runs(id)).isEqualTo(1);
    assertThat(post("/gated", key, body(id)).header("Idempotency-Replay")).isEqualTo("true");
  }

  @Test
  void keyIsFreeAgainWhenTheClientLeavesAndTheRunIsCancelled() {
    // Given
    var call = send("/gated", BodyPublishers.ofString(body(id)));
    await().until(() -> probe.runs(id) == 1);

    // When
    call.cancel(true);

    // Then
    var slot = Calls.slot(environments, "/gated", key);
    await().until(() -> !redis.key().exists(slot.key()));
    probe.gate(id).complete(true);
    assertThat(post("/gated", key, body(id)).statusCode()).isEqualTo(201);
    assertThat(probe.runs(id)).isEqualTo(2);
  }

  @Test
  void answerOfARunThatOutlivesItsClientIsReplayed() {
    // Given
    var call = send("/gated-to-the-end", BodyPublishers.ofString(body(id)));
    await().until(() -> probe.runs(id) == 1);
    call.cancel(true);

    // When
    probe.gate(id).complete(true);

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(post("/gated-to-the-end", key, body(id)).header("Idempotency-Replay"))
                    .isEqualTo("true"));
    assertThat(probe.runs(id)).isEqualTo(1);
  }

  @Test
  void tooLargeChunkedBodyIsRefusedAndLeavesTheKeyFree() {
    // Given
    var huge = ("{\"pad\":\"" + "x".repeat(110 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);

    // When
    var answer =
        send("", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge))).join();

    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("Payload Too Large");
    assertThat(post("", key, body(id)).statusCode()).isEqualTo(201);
  }

  @Test
  void chunkedBodyReachesTheRoute() {
    // Given
    var bytes =
        ("{\"id\":\"" + id + "\",\"pad\":\"" + "x".repeat(50_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    // When
    var answer =
        send("", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))).join();

    // Then
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains(id);
  }

  private void assertInProgress(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.headers().firstValue("Idempotency-Key")).contains(key);
    assertThat(answer.headers().firstValue("Link"))
        .contains("https://docs.novu.co/additional-resources/idempotency");
    assertThat(answer.body())
        .contains(
            "Request with key \\\""
                + key
                + "\\\" is currently being processed. Please retry after 1 second");
  }

  private CompletableFuture<HttpResponse<String>> send(String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + Calls.ROOT + path))
            .header("Authorization", "ApiKey dev-secret-key")
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).orTimeout(20, TimeUnit.SECONDS);
  }
}
