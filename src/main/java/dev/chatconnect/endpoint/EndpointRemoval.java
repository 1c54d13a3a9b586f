package dev.chatconnect.endpoint;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.redis.UnreadableRecordException;
import dev.chatconnect.redis.Written;
import io.smallrye.mutiny.Uni;

/** Removes channel endpoints. */
@Singleton
public class EndpointRemoval {

  private static final PageRequest BATCH = PageRequest.first(100, true);

  private final EndpointChanges changes;
  private final Transactions transactions;

  EndpointRemoval(EndpointChanges changes, Transactions transactions) {
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
    return removeEach(
        environment,
        EndpointFilter.ofConnection(connectionIdentifier),
        condition,
        BATCH,
        Optional.empty());
  }

  /** Removes every endpoint that delivers through a connection. */
  public Uni<Void> removeAllOf(RedisKeys environment, String connectionIdentifier) {
    return removeEach(
        environment,
        EndpointFilter.ofConnection(connectionIdentifier),
        any -> true,
        BATCH,
        Optional.empty());
  }

  /**
   * Removes endpoints batch by batch.
   *
   * @param doubt of an earlier batch, which is told once all are done: that a write was not
   *     confirmed, or that an endpoint stayed because nobody can read it
   */
  private Uni<Void> removeEach(
      RedisKeys environment,
      EndpointFilter filter,
      Predicate<ChannelEndpoint> condition,
      PageRequest batch,
      Optional<RuntimeException> doubt) {
    return transactions
        .writeFirst(environment, () -> changes.planDeletes(environment, filter, batch, condition))
        .chain(
            written -> {
              var doubts = doubt.or(() -> doubt(written));
              var next = written.value().next();
              if (next.isPresent()) {
                return removeEach(
                    environment, filter, condition, batch.following(next.get()), doubts);
              }
              return doubts.isPresent()
                  ? Uni.createFrom().failure(doubts.get())
                  : Uni.createFrom().voidItem();
            });
  }

  private static Optional<RuntimeException> doubt(Written<EndpointChanges.Deletes> written) {
    return written.value().whole()
        ? written.doubt().map(RuntimeException.class::cast)
        : Optional.of(new UnreadableRecordException("endpoint"));
  }
}
