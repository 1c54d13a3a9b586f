package dev.chatconnect.connection;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.endpoint.EndpointRemoval;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Removes connections with what depends on them. */
@Singleton
public class ConnectionRemoval {

  private final ConnectionChanges changes;
  private final EndpointRemoval endpoints;
  private final Transactions transactions;
  private final ConnectionRevocation revocation;

  ConnectionRemoval(
      ConnectionChanges changes,
      EndpointRemoval endpoints,
      Transactions transactions,
      ConnectionRevocation revocation) {
    this.changes = changes;
    this.endpoints = endpoints;
    this.transactions = transactions;
    this.revocation = revocation;
  }

  /**
   * Removes a connection and then its endpoints, in this order: nobody finds an endpoint useful
   * whose connection is gone, but a connection without its endpoints would silently deliver
   * nothing. Endpoints that an earlier removal left behind go when it is asked for again.
   *
   * @return 404 when there is no such connection
   */
  Uni<ConnectionRevocation.Outcome> remove(Environment environment, String identifier) {
    var keys = new RedisKeys(environment.id());
    return remove(
        environment,
        identifier,
        any -> {},
        () ->
            endpoints
                .removeAllOf(keys, identifier)
                .chain(
                    () ->
                        Uni.createFrom().failure(ErrorCode.CONNECTION_NOT_FOUND.with(identifier))));
  }

  /**
   * The same for a caller who may not remove every connection, nor what others left behind.
   *
   * @param unknown what to answer when there is no such connection
   * @param guard throws when the caller may not remove the connection as it is at that moment
   */
  public Uni<Void> removeIf(
      Environment environment,
      String identifier,
      Supplier<ApiException> unknown,
      Consumer<ChannelConnection> guard) {
    return remove(environment, identifier, guard, () -> Uni.createFrom().failure(unknown::get))
        .replaceWithVoid();
  }

  private Uni<ConnectionRevocation.Outcome> remove(
      Environment environment,
      String identifier,
      Consumer<ChannelConnection> guard,
      Supplier<Uni<ConnectionRevocation.Outcome>> otherwise) {
    var keys = new RedisKeys(environment.id());
    return transactions
        .writeFirst(keys, () -> planRemoval(keys, identifier, guard))
        .chain(
            written ->
                written
                    .value()
                    .map(gone -> cleanUp(environment, gone, written.doubt()))
                    .orElseGet(otherwise));
  }

  private Uni<Plan<Optional<ChannelConnection>>> planRemoval(
      RedisKeys keys, String identifier, Consumer<ChannelConnection> guard) {
    return changes
        .planDelete(keys, identifier)
        .invoke(plan -> plan.map(Plan::value).ifPresent(guard))
        .map(
            plan ->
                plan.map(found -> found.as(Optional.of(found.value())))
                    .orElseGet(() -> Plan.nothing(Optional.empty())));
  }

  /** The record was the only copy of the token, so the grant is taken back whatever fails here. */
  private Uni<ConnectionRevocation.Outcome> cleanUp(
      Environment environment, ChannelConnection gone, Optional<ApiException> doubt) {
    return endpoints
        .removeAllOf(new RedisKeys(environment.id()), gone.identifier())
        .onItemOrFailure()
        .transformToUni(
            (done, failure) -> {
              var told = Optional.ofNullable(failure).or(() -> doubt);
              return revocation
                  .revoke(environment, gone)
                  .chain(
                      outcome ->
                          told.isEmpty()
                              ? Uni.createFrom().item(outcome)
                              : Uni.createFrom().failure(told.get()));
            });
  }
}
