package dev.chatconnect.connection;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.event.Actor;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Renews tokens before anybody asks for them. Every replica sweeps; the lock of the renewal lets
 * one of them do each connection, and each goes through its batch in another order.
 */
@Singleton
class RenewalSweep {

  private static final int BATCH = 100;
  private static final int AT_ONCE = 4;

  private final Environments environments;
  private final RedisGateway redis;
  private final ConnectionStore connections;
  private final TokenRenewal renewal;
  private final TokenSettings settings;
  private final SecureRandom random;
  private final Clock clock;
  private final CurrentActor actor;

  RenewalSweep(
      Environments environments,
      RedisGateway redis,
      ConnectionStore connections,
      TokenRenewal renewal,
      TokenSettings settings,
      SecureRandom random,
      Clock clock,
      CurrentActor actor) {
    this.environments = environments;
    this.redis = redis;
    this.connections = connections;
    this.renewal = renewal;
    this.settings = settings;
    this.random = random;
    this.clock = clock;
    this.actor = actor;
  }

  /** One sweep over all environments; never fails. */
  @Scheduled(
      identity = "token-renewal",
      every = "${chat-connect.tokens.sweep-every}",
      delayed = "${chat-connect.tokens.sweep-delay}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    actor.set(Actor.SWEEP);
    return Multi.createFrom()
        .iterable(environments.all())
        .onItem()
        .transformToUni(this::sweep)
        .merge(AT_ONCE)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> sweep(Environment environment) {
    var until = clock.instant().plus(settings.sweepLead()).toEpochMilli();
    return sweep(environment, until, 0)
        .onFailure()
        .invoke(
            failure ->
                Log.warnf("event=token_sweep_failed cause=%s", failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  /**
   * Renews batch after batch.
   *
   * @param skip connections at the start of the order that stay there, since nothing could be done
   *     about them: they must not keep the others from their turn
   */
  private Uni<Void> sweep(Environment environment, long until, int skip) {
    var keys = new RedisKeys(environment.id());
    return redis
        .membersUpTo(new ConnectionKeys(keys).byExpiry(), until, skip, BATCH)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Multi.createFrom()
                        .iterable(shuffled(due))
                        .onItem()
                        .transformToUni(identifier -> stays(environment, keys, identifier, until))
                        .merge(AT_ONCE)
                        .filter(stays -> stays)
                        .collect()
                        .asList()
                        .chain(staying -> sweep(environment, until, skip + staying.size())));
  }

  /** Renews a connection; answers whether it is as due as before. */
  private Uni<Boolean> stays(
      Environment environment, RedisKeys keys, String identifier, long until) {
    return connections
        .find(keys, identifier)
        .chain(
            found ->
                found
                    .map(connection -> renewal.ahead(environment, connection, settings.sweepLead()))
                    .orElseGet(() -> Uni.createFrom().nullItem()))
        .map(renewed -> renewed == null || isDue(renewed, until))
        .onFailure(failure -> !(failure instanceof ApiException))
        .invoke(
            failure ->
                Log.warnf(
                    "event=token_sweep_skipped environment=%s cause=%s",
                    environment.id(), failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithUni(() -> isStillWatched(keys, identifier));
  }

  /** What a provider refused is recorded on the connection, which leaves the order then. */
  private Uni<Boolean> isStillWatched(RedisKeys keys, String identifier) {
    return connections
        .find(keys, identifier)
        .map(found -> found.filter(now -> now.status() != ConnectionStatus.ACTIVE).isEmpty())
        .onFailure()
        .recoverWithItem(true);
  }

  private static boolean isDue(ChannelConnection connection, long until) {
    return connection.tokens().expiresAt().filter(end -> end.toEpochMilli() <= until).isPresent();
  }

  private List<String> shuffled(List<String> identifiers) {
    var shuffled = new ArrayList<>(identifiers);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
