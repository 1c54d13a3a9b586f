package dev.chatconnect.connection;

import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.endpoint.EndpointRemoval;
import dev.chatconnect.environment.Environment;
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
   * nothing.
   *
   * @return 404 when there is no such connection
   */
  Uni<ConnectionRevocation.Outcome> remove(Environment environment, String identifier) {
    return remove(
        environment, identifier, () -> ErrorCode.CONNECTION_NOT_FOUND.with(identifier), any -> {});
  }

  /**
   * The same for a caller who may not remove every connection.
   *
   * @param unknown what to answer when there is no such connection
   * @param guard throws when the caller may not remove the connection as it is at that moment
   */
  public Uni<Void> removeIf(
      Environment environment,
      String identifier,
      Supplier<ApiException> unknown,
      Consumer<ChannelConnection> guard) {
    return remove(environment, identifier, unknown, guard).replaceWithVoid();
  }

  private Uni<ConnectionRevocation.Outcome> remove(
      Environment environment,
      String identifier,
      Supplier<ApiException> unknown,
      Consumer<ChannelConnection> guard) {
    var keys = new RedisKeys(environment.id());
    return transactions
        .write(
            keys,
            () ->
                changes
                    .planDelete(keys, identifier)
                    .map(
                        plan -> {
                          var found = plan.orElseThrow(unknown);
                          guard.accept(found.value());
                          return found;
                        }))
        .call(() -> endpoints.removeAllOf(keys, identifier))
        .chain(connection -> revocation.revoke(environment, connection));
  }
}
