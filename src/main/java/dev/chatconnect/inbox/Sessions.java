package dev.chatconnect.inbox;

import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.context.ContextHash;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.context.ContextStore;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Begins sessions and says which context their requests act in. */
@Singleton
class Sessions {

  private final HashDemand demand;
  private final ContextHash hashes;
  private final ContextStore contexts;
  private final Transactions transactions;

  Sessions(
      HashDemand demand, ContextHash hashes, ContextStore contexts, Transactions transactions) {
    this.demand = demand;
    this.hashes = hashes;
    this.contexts = contexts;
    this.transactions = transactions;
  }

  /** The session that is asked for, with what the application vouches for in it; not begun yet. */
  SubscriberSession session(Environment environment, SessionRequest request) {
    var id = request.subscriberId();
    var payload = request.context().payload();
    return new SubscriberSession(
        environment,
        id,
        payload.map(ContextPayload::keys).orElse(List.of()),
        request.subscriberHash().filter(hash -> hashes.matches(environment, id, hash)).isPresent(),
        payload
            .flatMap(
                sent ->
                    request
                        .context()
                        .hash()
                        .filter(hash -> hashes.matches(environment, sent, hash)))
            .isPresent());
  }

  /** Begins a session; its contexts are made. 400 when a demanded hash is missing or wrong. */
  Uni<Void> begin(SubscriberSession session, ActingContext context) {
    return demand
        .of(session.environment())
        .invoke(demanded -> requireVouched(demanded, session))
        .chain(() -> makeContexts(session.environment(), context));
  }

  /**
   * The context of a request within a session: the session's own, or, where it has none, the one
   * that the request names. The application that signs subscribers must sign that one too, or the
   * browser could choose whose tenant it acts in.
   *
   * @throws dev.chatconnect.web.ApiException 400 when its hash is missing or wrong
   */
  ActingContext context(SubscriberSession session, ActingContext requested) {
    if (!session.contextKeys().isEmpty()) {
      return requested.within(session.contextKeys(), session.contextVouched());
    }
    if (requested.isPresent()) {
      hashes.require(session.environment(), session.subscriberVouched(), requested);
    }
    return requested;
  }

  private static void requireVouched(boolean demanded, SubscriberSession session) {
    if (demanded && !session.subscriberVouched()) {
      throw ErrorCode.SUBSCRIBER_HASH_INVALID.with();
    }
    if (demanded && !session.contextKeys().isEmpty() && !session.contextVouched()) {
      throw ErrorCode.CONTEXT_HASH_INVALID.with();
    }
  }

  private Uni<Void> makeContexts(Environment environment, ActingContext context) {
    if (context.payload().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var keys = new RedisKeys(environment.id());
    var plan =
        Plan.nothing(environment)
            .with(commit -> contexts.addTo(commit, keys, context.payload().get()));
    return transactions.write(keys, () -> Uni.createFrom().item(plan)).replaceWithVoid();
  }
}
