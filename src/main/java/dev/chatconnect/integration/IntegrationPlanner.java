package dev.chatconnect.integration;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.integration.IntegrationStore.Reading;
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

  private static final int MARK_LENGTH = 16;

  private final RedisGateway redis;
  private final IntegrationCodec codec;
  private final RandomIds ids;

  IntegrationPlanner(RedisGateway redis, IntegrationCodec codec, RandomIds ids) {
    this.redis = redis;
    this.codec = codec;
    this.ids = ids;
  }

  Uni<Plan<Integration>> create(IntegrationKeys keys, Reading reading, Integration integration) {
    InApp.requireFirst(reading, integration);
    return requireFree(keys, integration.identifier())
        .map(
            free -> {
              var ranked =
                  isRanked(integration)
                      ? Ranking.enter(siblings(reading, integration), integration)
                      : List.of(integration);
              var created = own(ranked, integration);
              return new Plan<>(
                  created,
                  commit -> {
                    var key = keys.record(created.id());
                    take(commit, keys, created);
                    commit.set(key, codec.encode(key, created)).index(keys.all(), created.id());
                    if (InApp.is(created)) {
                      mark(commit, keys, reading, InApp.CHANNEL);
                    }
                    writeSiblings(commit, keys, reading, ranked, created);
                  });
            });
  }

  Uni<Plan<Integration>> update(
      IntegrationKeys keys, Reading reading, Snapshot current, Integration changed) {
    var former = current.integration();
    var renamed = !former.identifier().equals(changed.identifier());
    var free = renamed ? requireFree(keys, changed.identifier()) : Uni.createFrom().voidItem();
    return free.map(
        ignored -> {
          var ranked =
              isRanked(changed)
                  ? Ranking.change(siblings(reading, changed), former, changed)
                  : List.of(changed);
          var updated = own(ranked, changed);
          return new Plan<>(
              updated,
              commit -> {
                if (renamed) {
                  take(commit, keys, changed);
                  commit.delete(keys.identifier(former.identifier()));
                }
                replace(commit, keys, current, updated);
                writeSiblings(commit, keys, reading, ranked, updated);
              });
        });
  }

  Plan<Integration> promote(
      IntegrationKeys keys, Reading reading, Snapshot current, Integration chosen) {
    var ranked = Ranking.promote(siblings(reading, chosen), chosen);
    var promoted = own(ranked, chosen);
    return new Plan<>(
        promoted,
        commit -> {
          replace(commit, keys, current, promoted);
          writeSiblings(commit, keys, reading, ranked, promoted);
        });
  }

  Plan<Integration> delete(IntegrationKeys keys, Reading reading, Snapshot current) {
    var gone = current.integration();
    var ranked = isRanked(gone) ? Ranking.leave(siblings(reading, gone)) : List.<Integration>of();
    return new Plan<>(
        gone,
        commit -> {
          commit
              .expectUnchanged("record", keys.record(gone.id()), Optional.of(current.raw()))
              .delete(keys.record(gone.id()))
              .delete(keys.identifier(gone.identifier()))
              .unindex(keys.all(), gone.id());
          writeSiblings(commit, keys, reading, ranked, gone);
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

  private static boolean isRanked(Integration integration) {
    return Ranking.isRanked(integration.channel());
  }

  private static List<Integration> siblings(Reading reading, Integration integration) {
    return reading.all().stream()
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

  private static void take(Commit commit, IntegrationKeys keys, Integration integration) {
    var identifierKey = keys.identifier(integration.identifier());
    commit.expectAbsent("identifier", identifierKey).set(identifierKey, integration.id());
  }

  private void writeSiblings(
      Commit commit,
      IntegrationKeys keys,
      Reading reading,
      List<Integration> ranked,
      Integration own) {
    if (!isRanked(own)) {
      return;
    }
    mark(commit, keys, reading, own.channel().orElseThrow());
    for (var snapshot : reading.all()) {
      var former = snapshot.integration();
      ranked.stream()
          .filter(latest -> latest.id().equals(former.id()) && !latest.id().equals(own.id()))
          .filter(latest -> !latest.equals(former))
          .forEach(latest -> replace(commit, keys, snapshot, latest));
    }
  }

  /** A new mark, never a former one: two writers must not go by the same reading of a channel. */
  private void mark(Commit commit, IntegrationKeys keys, Reading reading, String channel) {
    var mark = keys.ranking(channel);
    commit
        .expectUnchanged("ranking", mark, reading.ranking(channel))
        .set(mark, ids.name(MARK_LENGTH));
  }

  private void replace(Commit commit, IntegrationKeys keys, Snapshot current, Integration latest) {
    var key = keys.record(latest.id());
    commit
        .expectUnchanged("record", key, Optional.of(current.raw()))
        .set(key, codec.encode(key, latest));
  }
}
