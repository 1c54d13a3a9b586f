package dev.chatconnect.integration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each test has an environment of its own, since ranks depend on every sibling. */
@QuarkusTest
class IntegrationRankingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject IntegrationService service;
  @Inject IntegrationStore store;
  @Inject ReadableIntegrations readable;
  @Inject IntegrationPlanner planner;
  @Inject RedisGateway redis;

  private final String id = UUID.randomUUID().toString();
  private final Environment environment =
      new Environment(id, id, id, id, List.of(id), Optional.empty());

  @ParameterizedTest
  @ValueSource(strings = {"email", "sms"})
  void makesTheFirstActiveOnePrimary(String channel) {
    // When
    var created = create("first", channel, true);

    // Then
    assertThat(created.primary()).isTrue();
    assertThat(created.priority()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "in_app", "push", "tool"})
  void neverRanksOtherChannels(String channel) {
    // When
    var created = create("first", channel, true);

    // Then
    assertThat(created.primary()).isFalse();
    assertThat(created.priority()).isZero();
  }

  @Test
  void ranksNewcomersRightBelowThePrimary() {
    // Given
    create("first", "email", true);
    create("second", "email", true);

    // When
    create("third", "email", true);

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("first 3 primary", "third 2", "second 1");
  }

  @Test
  void leavesInactiveOnesUnranked() {
    // When
    create("idle", "email", false);

    // Then
    assertThat(ranks()).containsExactly("idle 0");
  }

  @Test
  void ranksEveryChannelByItself() {
    // Given
    create("mail", "email", true);

    // When
    create("text", "sms", true);

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("mail 1 primary", "text 1 primary");
  }

  @Test
  void closesUpWhenThePrimaryIsDeletedAndPromotesNobody() {
    // Given
    var first = create("first", "email", true);
    create("second", "email", true);
    create("third", "email", true);

    // When
    await(service.delete(environment, first.id()));

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("third 2", "second 1");
  }

  @Test
  void makesANewcomerPrimaryWhereNoActiveOneIs() {
    // Given
    var first = create("first", "email", true);
    create("second", "email", true);
    await(service.delete(environment, first.id()));

    // When
    create("third", "email", true);

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("third 2 primary", "second 1");
  }

  @Test
  void takesTheRankOfOneThatIsDeactivated() {
    // Given
    var first = create("first", "email", true);
    create("second", "email", true);

    // When
    update(first, "{'active':false}");

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("first 0", "second 1");
  }

  @Test
  void givesOneThatIsReactivatedAPriorityButNotThePrimaryFlag() {
    // Given
    var first = create("first", "email", true);
    update(first, "{'active':false}");

    // When
    update(first, "{'active':true}");

    // Then
    assertThat(ranks()).containsExactly("first 1");
  }

  @Test
  void ranksOneThatIsReactivatedRightBelowThePrimary() {
    // Given
    create("first", "email", true);
    create("second", "email", true);
    var idle = create("idle", "email", false);

    // When
    update(idle, "{'active':true}");

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("first 3 primary", "idle 2", "second 1");
  }

  @Test
  void takesThePrimaryFlagFromOneThatGetsConditions() {
    // Given
    var first = create("first", "email", true);
    create("second", "email", true);

    // When
    update(
        first, "{'conditions':[{'isNegated':false,'type':'GROUP','value':'AND','children':[]}]}");

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("first 2", "second 1");
  }

  @Test
  void keepsThePrimaryFlagWhenConditionsAreEmpty() {
    // Given
    var first = create("first", "email", true);

    // When
    update(first, "{'conditions':[]}");

    // Then
    assertThat(ranks()).containsExactly("first 1 primary");
  }

  @Test
  void keepsTheRankWhenSomethingElseChanges() {
    // Given
    create("first", "email", true);
    var second = create("second", "email", true);

    // When
    update(second, "{'name':'Another name','active':true}");

    // Then
    assertThat(ranks()).containsExactlyInAnyOrder("first 2 primary", "second 1");
  }

  @Test
  void makesAnotherOnePrimaryAndActiveAndClearsItsConditions() {
    // Given
    create("first", "email", true);
    create("second", "email", true);
    var idle = create("idle", "email", false);
    update(idle, "{'conditions':[{'isNegated':false,'type':'GROUP','value':'OR','children':[]}]}");

    // When
    var promoted = await(service.setPrimary(environment, idle.id()));

    // Then
    assertThat(promoted.active()).isTrue();
    assertThat(promoted.conditions().map(conditions -> conditions.size()).orElse(0)).isZero();
    assertThat(ranks()).containsExactlyInAnyOrder("idle 3 primary", "first 2", "second 1");
  }

  @Test
  void changesNothingForOneThatIsPrimary() {
    // Given
    var first = create("first", "email", true);

    // When
    var promoted = await(service.setPrimary(environment, first.id()));

    // Then
    assertThat(promoted).isEqualTo(first);
  }

  @Test
  void keepsOnePrimaryAndDistinctPrioritiesWhenManyAreCreatedAtOnce() {
    // Given
    var creations =
        IntStream.range(0, 20).mapToObj(i -> creation("mail" + i, "email", true)).toList();

    // When
    await(Uni.join().all(creations).andFailFast());

    // Then
    var all = await(readable.list(environment));
    assertThat(all).filteredOn(Integration::primary).hasSize(1);
    assertThat(all)
        .extracting(Integration::priority)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    assertThat(all)
        .filteredOn(Integration::primary)
        .extracting(Integration::priority)
        .containsExactly(20);
  }

  @Test
  void keepsOnePrimaryWhenManyAreMadePrimaryAtOnce() {
    // Given
    var promotions =
        IntStream.range(0, 10)
            .mapToObj(i -> create("mail" + i, "email", true))
            .map(created -> service.setPrimary(environment, created.id()))
            .toList();

    // When
    await(Uni.join().all(promotions).andFailFast());

    // Then
    var all = await(readable.list(environment));
    assertThat(all).filteredOn(Integration::primary).hasSize(1);
    assertThat(all)
        .extracting(Integration::priority)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void refusesRanksThatWereDecidedOnAnOlderReading() {
    // Given
    var keys = new IntegrationKeys(new RedisKeys(environment.id()));
    var late = create("late", "email", false);
    var reading = await(store.read(environment));
    var current = reading.all().get(0);
    create("first", "email", true);

    // When
    var plan = planner.promote(keys, reading, current, late.activated(late.createdAt()));

    // Then
    var commit = new Commit(keys.keys());
    plan.writes().accept(commit);
    assertThat(await(redis.commit(commit))).contains("ranking");
    assertThat(ranks()).containsExactlyInAnyOrder("first 1 primary", "late 0");
  }

  private List<String> ranks() {
    return await(readable.list(environment)).stream()
        .map(one -> one.name() + ' ' + one.priority() + (one.primary() ? " primary" : ""))
        .map(rank -> rank.replace("Another name", "second"))
        .toList();
  }

  private Integration create(String name, String channel, boolean active) {
    return await(creation(name, channel, active));
  }

  private Uni<Integration> creation(String name, String channel, boolean active) {
    var json =
        "{'providerId':'any','name':'%s','channel':'%s','active':%s}"
            .formatted(name, channel, active);
    return service.create(environment, Requests.create(json));
  }

  private void update(Integration integration, String json) {
    await(service.update(environment, integration.id(), Requests.update(json)));
  }

  private static <T> T await(Uni<T> operation) {
    return operation.await().atMost(PATIENCE);
  }
}
