package dev.chatconnect.integration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.integration.IntegrationStore.Snapshot;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/**
 * Plans writes of integrations: one per identifier. Where a channel is ranked, its siblings change
 * in the same commit.
 */
@Singleton
class IntegrationPlanner {

  private final RedisGateway redis;
  private final IntegrationCodec codec;

  IntegrationPlanner(RedisGateway redis, IntegrationCodec codec) {
    this.redis = redis;
    this.codec = codec;
  }

  Uni<Plan<Integration>> create(IntegrationKeys keys, List<Snapshot> all, Integration integration) {
    return requireFree(keys, integration.identifier())
        .chain(() -> ranking(keys, integration.channel()))
        .map(
            ranking -> {
              var ranked = rank(all, integration, false);
              var created = own(ranked, integration);
              return new Plan<>(
                  created,
                  commit -> {
                    var key = keys.record(created.id());
                    var identifierKey = keys.identifier(created.identifier());
                    commit
                        .expectAbsent("identifier", identifierKey)
                        .set(identifierKey, created.id())
                        .set(key, codec.encode(key, created))
                        .index(keys.all(), created.id());
                    writeSiblings(commit, keys, all, ranked, created);
                    ranking.accept(commit, created.id());
                  });
            });
  }

  Uni<Plan<Integration>> update(
      IntegrationKeys keys, List<Snapshot> all, Snapshot current, Integration changed) {
    var former = current.integration();
    var renamed = !former.identifier().equals(changed.identifier());
    var free = renamed ? requireFree(keys, changed.identifier()) : Uni.createFrom().voidItem();
    return free.chain(() -> ranking(keys, changed.channel()))
        .map(
            ranking -> {
              var ranked = rank(all, changed, former.active());
              var updated = own(ranked, changed);
              return new Plan<>(
                  updated,
                  commit -> {
                    if (renamed) {
                      var identifierKey = keys.identifier(changed.identifier());
                      commit
                          .expectAbsent("identifier", identifierKey)
                          .set(identifierKey, changed.id())
                          .delete(keys.identifier(former.identifier()));
                    }
                    replace(commit, keys, current, updated);
                    writeSiblings(commit, keys, all, ranked, updated);
                    ranking.accept(commit, updated.id() + updated.updatedAt());
                  });
            });
  }

  Uni<Plan<Integration>> promote(
      IntegrationKeys keys, List<Snapshot> all, Snapshot current, Instant now) {
    var chosen = activated(current.integration(), now);
    return ranking(keys, chosen.channel())
        .map(
            ranking -> {
              var ranked = Ranking.promote(siblings(all, chosen), chosen);
              var promoted = own(ranked, chosen);
              return new Plan<>(
                  promoted,
                  commit -> {
                    replace(commit, keys, current, promoted);
                    writeSiblings(commit, keys, all, ranked, promoted);
                    ranking.accept(commit, promoted.id() + now);
                  });
            });
  }

  Uni<Plan<Integration>> delete(IntegrationKeys keys, List<Snapshot> all, Snapshot current) {
    var gone = current.integration();
    return ranking(keys, gone.channel())
        .map(
            ranking -> {
              var ranked = rank(all, deactivated(gone), false);
              return new Plan<>(
                  gone,
                  commit -> {
                    commit
                        .expectUnchanged(
                            "record", keys.record(gone.id()), Optional.of(current.raw()))
                        .delete(keys.record(gone.id()))
                        .delete(keys.identifier(gone.identifier()))
                        .unindex(keys.all(), gone.id());
                    writeSiblings(commit, keys, all, ranked, gone);
                    ranking.accept(commit, "without " + gone.id());
                  });
            });
  }

  private Uni<Void> requireFree(IntegrationKeys keys, String identifier) {
    return redis
        .get(keys.identifier(identifier))
        .invoke(
            holder -> {
              if (holder.isPresent()) {
                throw ErrorCode.INTEGRATION_IDENTIFIER_TAKEN.with();
              }
            })
        .replaceWithVoid();
  }

  private interface RankingGuard {
    void accept(Commit commit, String mark);
  }

  /** Two writers must not rank a channel from the same reading. */
  private Uni<RankingGuard> ranking(IntegrationKeys keys, Optional<String> channel) {
    if (!Ranking.isRanked(channel)) {
      return Uni.createFrom().item((commit, mark) -> {});
    }
    var key = keys.ranking(channel.orElseThrow());
    return redis
        .get(key)
        .map(read -> (commit, mark) -> commit.expectUnchanged("ranking", key, read).set(key, mark));
  }

  private static List<Integration> rank(
      List<Snapshot> all, Integration changed, boolean wasActive) {
    return Ranking.isRanked(changed.channel())
        ? Ranking.rank(siblings(all, changed), changed, wasActive)
        : List.of(changed);
  }

  private static List<Integration> siblings(List<Snapshot> all, Integration integration) {
    return all.stream()
        .map(Snapshot::integration)
        .filter(other -> other.channel().equals(integration.channel()))
        .filter(other -> !other.id().equals(integration.id()))
        .toList();
  }

  private static Integration own(List<Integration> ranked, Integration integration) {
    return ranked.stream()
        .filter(candidate -> candidate.id().equals(integration.id()))
        .findFirst()
        .orElse(integration);
  }

  private void writeSiblings(
      Commit commit,
      IntegrationKeys keys,
      List<Snapshot> all,
      List<Integration> ranked,
      Integration own) {
    for (var snapshot : all) {
      var former = snapshot.integration();
      ranked.stream()
          .filter(latest -> latest.id().equals(former.id()) && !latest.id().equals(own.id()))
          .filter(latest -> !latest.equals(former))
          .forEach(latest -> replace(commit, keys, snapshot, latest));
    }
  }

  private void replace(Commit commit, IntegrationKeys keys, Snapshot current, Integration latest) {
    var key = keys.record(latest.id());
    commit
        .expectUnchanged("record", key, Optional.of(current.raw()))
        .set(key, codec.encode(key, latest));
  }

  private static Integration activated(Integration integration, Instant now) {
    return with(integration, true, Optional.empty(), now);
  }

  private static Integration deactivated(Integration integration) {
    return with(integration, false, integration.conditions(), integration.updatedAt());
  }

  private static Integration with(
      Integration integration,
      boolean active,
      Optional<com.fasterxml.jackson.databind.JsonNode> conditions,
      Instant updatedAt) {
    return new Integration(
        integration.id(),
        integration.identifier(),
        integration.name(),
        integration.providerId(),
        integration.channel(),
        integration.kind(),
        integration.credentials(),
        integration.configurations(),
        conditions,
        active,
        integration.primary(),
        integration.priority(),
        integration.createdAt(),
        updatedAt);
  }
}
