package dev.chatconnect.integration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class IntegrationServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> SECRET_FIELDS =
      List.of(
          "apiKey",
          "apiToken",
          "headers",
          "secretKey",
          "token",
          "password",
          "serviceAccount",
          "signingSecret",
          "accessKey",
          "authenticationTokenKey",
          "webhookUrl");

  @Inject IntegrationService service;
  @Inject IntegrationStore store;
  @Inject ReadableIntegrations readable;
  @Inject RedisGateway redis;

  private final Environment environment = environment();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "~{'providerId':'slack','channel':'chat','identifier':'only-one'}~,"
            + " INTEGRATION_IDENTIFIER_TAKEN",
        "~{'providerId':'novu','channel':'in_app'}~, INTEGRATION_IN_APP_TAKEN"
      })
  void letsOneOfManyAtOnceTakeWhatThereIsOnce(String json, ErrorCode others) {
    // Given
    var creations =
        IntStream.range(0, 50)
            .mapToObj(i -> outcome(service.create(environment, Requests.create(json))))
            .toList();

    // When
    var outcomes = await(Uni.join().all(creations).andFailFast());

    // Then
    assertThat(outcomes).filteredOn("created"::equals).hasSize(1);
    assertThat(outcomes).filteredOn(others.name()::equals).hasSize(49);
    assertThat(await(readable.list(environment))).hasSize(1);
  }

  @Test
  void takesAnInAppIntegrationAgainWhenTheFormerIsGone() {
    // Given
    var json = "{'providerId':'novu','channel':'in_app'}";
    var former = create(json);
    await(service.delete(environment, former.id()));

    // When
    var created = create(json);

    // Then
    assertThat(created.id()).isNotEqualTo(former.id());
  }

  @Test
  void keepsEveryOneOfManyChangesToOneIntegration() {
    // Given
    var slack = create("{'providerId':'slack','channel':'chat'}");
    var changes =
        List.of(
            "{'name':'Renamed'}",
            "{'active':true}",
            "{'identifier':'renamed'}",
            "{'credentials':{'clientId':'1.2'}}",
            "{'configurations':{'payloadSchema':'{}'}}");

    // When
    await(
        Uni.join()
            .all(
                changes.stream()
                    .map(json -> service.update(environment, slack.id(), Requests.update(json)))
                    .toList())
            .andFailFast());

    // Then
    var found = await(store.findByIdentifier(environment, "renamed")).orElseThrow();
    assertThat(found.id()).isEqualTo(slack.id());
    assertThat(found.name()).isEqualTo("Renamed");
    assertThat(found.active()).isTrue();
    assertThat(found.credentials().text("clientId")).contains("1.2");
    assertThat(found.configurations()).isPresent();
  }

  @Test
  void keepsTheIdAndFreesTheFormerIdentifierWhenRenamed() {
    // Given
    var slack = create("{'providerId':'slack','channel':'chat','identifier':'before'}");

    // When
    var renamed =
        await(service.update(environment, slack.id(), Requests.update("{'identifier':'after'}")));

    // Then
    assertThat(renamed.id()).isEqualTo(slack.id());
    assertThat(await(store.findByIdentifier(environment, "before"))).isEmpty();
    assertThat(await(store.findByIdentifier(environment, "after"))).contains(renamed);
    assertThat(await(store.findById(environment, slack.id()))).contains(renamed);
    assertThat(create("{'providerId':'slack','identifier':'before'}").id())
        .isNotEqualTo(slack.id());
  }

  @Test
  void forgetsADeletedIntegrationAndFreesItsIdentifier() {
    // Given
    var kept = create("{'providerId':'slack','channel':'chat','identifier':'kept'}");
    var gone = create("{'providerId':'slack','channel':'chat','identifier':'gone'}");

    // When
    var remaining = await(service.delete(environment, gone.id()));

    // Then
    assertThat(remaining).containsExactly(kept);
    assertThat(await(store.findById(environment, gone.id()))).isEmpty();
    assertThat(await(store.findByIdentifier(environment, "gone"))).isEmpty();
    assertThat(create("{'providerId':'slack','identifier':'gone'}").id()).isNotEqualTo(gone.id());
  }

  @Test
  void isInvisibleToOtherEnvironments() {
    // Given
    var slack = create("{'providerId':'slack','channel':'chat','identifier':'mine'}");
    var other = environment();

    // When
    var found = await(store.findById(other, slack.id()));

    // Then
    assertThat(found).isEmpty();
    assertThat(await(store.findByIdentifier(other, "mine"))).isEmpty();
    assertThat(await(readable.list(other))).isEmpty();
    assertThat(outcome(service.delete(other, slack.id())).await().atMost(PATIENCE))
        .isEqualTo(ErrorCode.INTEGRATION_ENTITY_NOT_FOUND.name());
  }

  @Test
  void keepsNoSecretInClearAndReadsAllOfThemBack() {
    // Given
    var secrets = new java.util.HashMap<String, Object>();
    SECRET_FIELDS.forEach(field -> secrets.put(field, "plaintext-" + field));
    secrets.put("clientId", "1.2");
    secrets.put("hmac", true);

    // When
    var created =
        await(
            service.create(
                environment,
                Requests.create(Map.of("providerId", "slack", "credentials", secrets))));

    // Then
    var key = new RedisKeys(environment.id()).record("integration", created.id());
    assertThat(await(redis.get(key)).orElseThrow()).contains("1.2").doesNotContain("plaintext-");
    var read = await(store.findById(environment, created.id())).orElseThrow();
    assertThat(read.credentials().values()).isEqualTo(secrets);
    assertThat(read.toString()).doesNotContain("plaintext-");
  }

  @Test
  void replacesAllCredentialsWhenSomeAreSent() {
    // Given
    var slack =
        create("{'providerId':'slack','credentials':{'clientId':'1.2','secretKey':'hidden'}}");

    // When
    var updated =
        await(
            service.update(
                environment, slack.id(), Requests.update("{'credentials':{'secretKey':'other'}}")));

    // Then
    assertThat(updated.credentials().values()).isEqualTo(Map.of("secretKey", "other"));
  }

  private Integration create(String json) {
    return await(service.create(environment, Requests.create(json)));
  }

  private static Uni<String> outcome(Uni<?> operation) {
    return operation
        .map(done -> "created")
        .onFailure(ApiException.class)
        .recoverWithItem(failure -> ((ApiException) failure).code().name());
  }

  private static Environment environment() {
    var id = UUID.randomUUID().toString();
    return new Environment(id, id, id, id, List.of(id), Optional.empty());
  }

  private static <T> T await(Uni<T> operation) {
    return operation.await().atMost(PATIENCE);
  }
}
