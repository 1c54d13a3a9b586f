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
        .transformToUniAndConcatenate(this::sweep)
        .collect()
        .asList()
        .replaceWithVoid()
        .onFailure()
        .invoke(
            failure ->
                Log.warnf("event=token_sweep_failed cause=%s", failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> sweep(Environment environment) {
    var keys = new RedisKeys(environment.id());
    var until = clock.instant().plus(settings.sweepLead()).toEpochMilli();
    return redis
        .membersUpTo(new ConnectionKeys(keys).byExpiry(), until, BATCH)
        .map(this::shuffled)
        .chain(
            due ->
                Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUniAndConcatenate(
                        identifier -> renew(environment, keys, identifier))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }

  /** What the provider refuses is recorded on the connection; the sweep goes on. */
  private Uni<Void> renew(Environment environment, RedisKeys keys, String identifier) {
    return connections
        .find(keys, identifier)
        .chain(
            found ->
                found
                    .map(connection -> renewal.ahead(environment, connection, settings.sweepLead()))
                    .orElseGet(() -> Uni.createFrom().nullItem()))
        .replaceWithVoid()
        .onFailure(ApiException.class)
        .recoverWithNull();
  }

  private List<String> shuffled(List<String> identifiers) {
    var shuffled = new ArrayList<>(identifiers);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
