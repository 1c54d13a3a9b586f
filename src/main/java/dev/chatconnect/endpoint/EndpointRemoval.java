package dev.chatconnect.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Removes channel endpoints. */
@Singleton
public class EndpointRemoval {

  private static final PageRequest BATCH = PageRequest.first(100, true);

  private final EndpointStore endpoints;
  private final EndpointChanges changes;
  private final Transactions transactions;

  EndpointRemoval(EndpointStore endpoints, EndpointChanges changes, Transactions transactions) {
    this.endpoints = endpoints;
    this.changes = changes;
    this.transactions = transactions;
  }

  /** Removes one endpoint; answers whether it was there. */
  public Uni<Boolean> remove(RedisKeys environment, String identifier) {
    return removeIf(environment, identifier, any -> true);
  }

  /** The same, unless the endpoint as it is at that moment is none that the caller may remove. */
  public Uni<Boolean> removeIf(
      RedisKeys environment, String identifier, Predicate<ChannelEndpoint> allowed) {
    return transactions.write(
        environment,
        () ->
            changes
                .planDelete(environment, identifier)
                .map(
                    plan ->
                        plan.filter(found -> allowed.test(found.value()))
                            .map(found -> found.as(true))
                            .orElseGet(() -> Plan.nothing(false))));
  }

  /**
   * Removes the endpoints of people that deliver through a connection.
   *
   * @param until those that were written later stay
   */
  public Uni<Void> removePeopleOf(
      RedisKeys environment, String connectionIdentifier, Instant until) {
    Predicate<ChannelEndpoint> condition =
        endpoint -> endpoint.type().isPerson() && !endpoint.updatedAt().isAfter(until);
    return removePeopleOf(environment, connectionIdentifier, condition, BATCH);
  }

  private Uni<Void> removePeopleOf(
      RedisKeys environment,
      String connectionIdentifier,
      Predicate<ChannelEndpoint> condition,
      PageRequest request) {
    return endpoints
        .page(environment, EndpointFilter.ofConnection(connectionIdentifier), request)
        .call(
            page ->
                each(
                    page.items().stream().filter(condition).toList(),
                    endpoint -> removeIf(environment, endpoint.identifier(), condition)))
        .chain(
            page ->
                page.next()
                    .map(
                        cursor ->
                            removePeopleOf(
                                environment,
                                connectionIdentifier,
                                condition,
                                BATCH.following(cursor)))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Removes every endpoint that delivers through a connection, batch by batch. */
  public Uni<Void> removeAllOf(RedisKeys environment, String connectionIdentifier) {
    var filter = EndpointFilter.ofConnection(connectionIdentifier);
    return endpoints
        .page(environment, filter, BATCH)
        .chain(
            page ->
                page.items().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : each(page.items(), endpoint -> remove(environment, endpoint.identifier()))
                        .chain(() -> removeAllOf(environment, connectionIdentifier)));
  }

  private static Uni<Void> each(
      List<ChannelEndpoint> batch, Function<ChannelEndpoint, Uni<Boolean>> removal) {
    return Multi.createFrom()
        .iterable(batch)
        .onItem()
        .transformToUniAndConcatenate(removal::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
