package dev.chatconnect.integration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The decrypted secrets of an integration leave the memory with it. */
@QuarkusTest
class ForgottenIntegrationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject IntegrationService service;
  @Inject IntegrationStore store;
  @Inject ReadableIntegrations readable;
  @Inject IntegrationMemory memory;
  @Inject IntegrationCodec codec;
  @Inject RedisGateway redis;

  private final Environment environment = environment();
  private final RedisKeys environmentKeys = new RedisKeys(environment.id());
  private final IntegrationKeys keys = new IntegrationKeys(environmentKeys);
  private Integration integration;
  private String raw;

  @BeforeEach
  void rememberAnIntegration() {
    integration =
        await(
            service.create(
                environment,
                Requests.create(
                    "{'providerId':'slack','identifier':'mine','credentials':{'secretKey':'hidden'}}")));
    await(store.findByIdentifier(environment, "mine"));
    raw = await(redis.get(keys.record(integration.id()))).orElseThrow();
    assertThat(memory.decoded(keys, raw)).isPresent();
    assertThat(store.remembered(environment, "mine")).isPresent();
  }

  @Test
  void oneThatIsDeletedHereIsForgottenAtOnce() {
    // When
    await(service.delete(environment, integration.id()));

    // Then
    assertForgotten();
  }

  @Test
  void oneThatIsChangedHereIsForgottenAsItWas() {
    // When
    await(
        service.update(
            environment,
            integration.id(),
            Requests.update("{'credentials':{'secretKey':'another'}}")));

    // Then
    assertForgotten();
  }

  @Test
  void oneThatAnotherReplicaDeletedIsForgottenWhenItIsLookedUp() {
    // Given
    deleteBehindTheBack();

    // When
    var found = await(store.findByIdentifier(environment, "mine"));

    // Then
    assertThat(found).isEmpty();
    assertForgotten();
  }

  @Test
  void oneThatAnotherReplicaDeletedIsForgottenWhenItsIdIsLookedUp() {
    // Given
    deleteBehindTheBack();

    // When
    var found = await(store.findById(environment, integration.id()));

    // Then
    assertThat(found).isEmpty();
    assertForgotten();
  }

  @Test
  void oneThatAnotherReplicaReplacedByAnotherOfItsNameIsForgottenWhenThatIsFound() {
    // Given
    var other =
        await(
            service.create(
                environment, Requests.create("{'providerId':'slack','identifier':'other'}")));
    await(
        redis.commit(
            new Commit(environmentKeys)
                .delete(keys.record(integration.id()))
                .set(keys.identifier("mine"), other.id())));

    // When
    var found = await(store.findByIdentifier(environment, "mine"));

    // Then
    assertThat(found).map(Integration::id).contains(other.id());
    assertThat(memory.decoded(keys, raw)).isEmpty();
  }

  @Test
  void oneThatAnotherReplicaChangedIsForgottenAsItWasWhoeverReadsIt() {
    // Given
    var key = keys.record(integration.id());
    var changed = codec.encode(key, integration.activated(integration.updatedAt().plusSeconds(1)));
    await(redis.commit(new Commit(environmentKeys).set(key, changed)));

    // When
    await(readable.list(environment));

    // Then
    assertForgotten();
  }

  @Test
  void oneThatIsAsItWasIsKept() {
    // When
    await(store.findById(environment, integration.id()));
    await(store.findByIdentifier(environment, "unknown"));
    await(store.findById(environment, "unknown"));

    // Then
    assertThat(memory.decoded(keys, raw)).isPresent();
    assertThat(store.remembered(environment, "mine")).isPresent();
  }

  private void assertForgotten() {
    assertThat(memory.decoded(keys, raw)).isEmpty();
    assertThat(store.remembered(environment, "mine")).isEmpty();
  }

  private void deleteBehindTheBack() {
    await(
        redis.commit(
            new Commit(environmentKeys)
                .delete(keys.record(integration.id()))
                .delete(keys.identifier("mine"))
                .unindex(keys.all(), integration.id())));
  }

  private static Environment environment() {
    var id = UUID.randomUUID().toString();
    return new Environment(id, id, id, id, List.of(id), Optional.empty());
  }

  private static <T> T await(Uni<T> operation) {
    return operation.await().atMost(PATIENCE);
  }
}
