package dev.chatconnect.connection;

import java.time.Clock;

import jakarta.inject.Singleton;

import dev.chatconnect.async.InTurn;
import dev.chatconnect.endpoint.EndpointRemoval;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Marks connections whose grant was taken back at the provider. Doing it again changes nothing, in
 * whatever order and however often it is asked for.
 */
@Singleton
public class GrantWithdrawal {

  private final WorkspaceIndex workspaces;
  private final ConnectionChanges changes;
  private final EndpointRemoval endpoints;
  private final Transactions transactions;
  private final Clock clock;

  GrantWithdrawal(
      WorkspaceIndex workspaces,
      ConnectionChanges changes,
      EndpointRemoval endpoints,
      Transactions transactions,
      Clock clock) {
    this.workspaces = workspaces;
    this.changes = changes;
    this.endpoints = endpoints;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Marks every connection that a withdrawal is about. One that cannot be marked fails the whole,
   * but only after the others.
   */
  public Uni<Void> apply(Environment environment, Withdrawal withdrawal) {
    var keys = new RedisKeys(environment.id());
    return InTurn.each(
        withdrawal.workspaceIds(),
        workspace ->
            workspaces.each(
                keys,
                withdrawal.integrationId(),
                workspace,
                connection ->
                    apply(keys, connection, withdrawal)
                        .onFailure()
                        .invoke(failure -> log(keys, connection, failure))));
  }

  private static void log(RedisKeys keys, ChannelConnection connection, Throwable failure) {
    Log.warnf(
        "event=connection_not_revoked environment=%s connection=%s cause=%s",
        keys.environmentId(), connection.identifier(), failure.getClass().getSimpleName());
  }

  private Uni<Void> apply(RedisKeys keys, ChannelConnection found, Withdrawal withdrawal) {
    if (!withdrawal.isAbout(found)) {
      return Uni.createFrom().voidItem();
    }
    return revoke(keys, found, withdrawal)
        .chain(
            revoked ->
                revoked && withdrawal.withPeople()
                    ? endpoints.removePeopleOf(keys, found.identifier(), withdrawal.until())
                    : Uni.createFrom().voidItem());
  }

  /** Answers whether the withdrawal is still about the connection. */
  private Uni<Boolean> revoke(RedisKeys keys, ChannelConnection found, Withdrawal withdrawal) {
    if (found.status() == ConnectionStatus.REVOKED) {
      return Uni.createFrom().item(true);
    }
    return transactions
        .write(
            keys,
            () ->
                changes
                    .planUpdate(keys, found.identifier(), current -> withdrawn(current, withdrawal))
                    .map(
                        plan ->
                            plan.map(changed -> changed.as(withdrawal.isAbout(changed.value())))
                                .orElseGet(() -> Plan.nothing(false))))
        .invoke(
            revoked ->
                Log.infof(
                    "event=connection_revoked provider=%s environment=%s reason=%s outcome=%s",
                    found.providerId(),
                    keys.environmentId(),
                    withdrawal.reason(),
                    revoked ? "revoked" : "granted_anew"));
  }

  /** The first event keeps the reason: a removed app's tokens are revoked in another. */
  private ChannelConnection withdrawn(ChannelConnection current, Withdrawal withdrawal) {
    return withdrawal.isAbout(current) && current.status() != ConnectionStatus.REVOKED
        ? current.withStatus(ConnectionStatus.REVOKED, withdrawal.reason(), clock.instant())
        : current;
  }
}
