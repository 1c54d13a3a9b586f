package dev.chatconnect.inbox;

import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.context.ContextHash;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Begins sessions and says which context their requests act in. */
@Singleton
class Sessions {

  private static final int LONGEST_KEY = 255;

  private final HashDemand demand;
  private final ContextHash hashes;
  private final Family<Counter> sessions;

  Sessions(HashDemand demand, ContextHash hashes, Metrics metrics) {
    this.demand = demand;
    this.hashes = hashes;
    sessions =
        metrics.counters(
            "chat.connect.sessions", "Sessions that browsers asked for", "environment", "outcome");
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

  /**
   * Begins a session; 400 when a demanded hash is missing or wrong. Nothing is kept of it: contexts
   * are made by what is created in them.
   */
  Uni<Void> begin(SubscriberSession session) {
    return demand
        .of(session.environment())
        .invoke(demanded -> requireVouched(demanded, session))
        .replaceWithVoid()
        .onItemOrFailure()
        .invoke(
            (begun, failure) ->
                sessions.with(session.environment().id(), outcome(failure)).increment());
  }

  private static String outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return "begun";
    }
    return failure instanceof ApiException told && told.code().status() < 500
        ? "refused"
        : "failed";
  }

  /**
   * The context of a request within a session: the session's own, or, where it has none, the one
   * that the request names. The application that signs subscribers must sign that one too, or the
   * browser could choose whose tenant it acts in.
   *
   * @throws dev.chatconnect.web.ApiException 400 when its hash is missing or wrong, 422 when it is
   *     longer than what a browser may have kept
   */
  ActingContext context(SubscriberSession session, ActingContext requested) {
    if (!session.contextKeys().isEmpty()) {
      return bounded(session, requested.within(session.contextKeys(), session.contextVouched()));
    }
    if (requested.isPresent()) {
      hashes.require(session.environment(), session.subscriberVouched(), requested);
    }
    return bounded(session, requested);
  }

  /**
   * What is kept with a context is the application's to say, so it needs the application's hash.
   */
  private ActingContext bounded(SubscriberSession session, ActingContext context) {
    if (context.keys().stream().anyMatch(key -> key.length() > LONGEST_KEY)) {
      throw ApiException.validation(
          List.of(
              "each type in context must be shorter than or equal to %d characters"
                  .formatted(LONGEST_KEY)));
    }
    var signed =
        context
            .payload()
            .map(
                sent ->
                    sent.namesIdsAlone()
                        || context
                            .hash()
                            .filter(hash -> hashes.matches(session.environment(), sent, hash))
                            .isPresent())
            .orElse(true);
    return signed ? context : context.withoutData();
  }

  private static void requireVouched(boolean demanded, SubscriberSession session) {
    if (demanded && !session.subscriberVouched()) {
      throw ErrorCode.SUBSCRIBER_HASH_INVALID.with();
    }
    if (demanded && !session.contextKeys().isEmpty() && !session.contextVouched()) {
      throw ErrorCode.CONTEXT_HASH_INVALID.with();
    }
  }
}
