package dev.chatconnect.notice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.async.InTurn;
import dev.chatconnect.event.Actor;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.ProviderNotice.Challenge;
import dev.chatconnect.provider.ProviderNotice.Uninteresting;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Takes what providers send, and brings about what follows for each integration that it is genuine
 * for.
 */
@Singleton
class Notices {

  /** Slack and Zoom wait three seconds for an answer. */
  private static final Duration PATIENCE = Duration.ofMillis(2500);

  private final Verifier verifier;
  private final NoticeLedger ledger;
  private final NoticeEffects effects;
  private final CurrentActor actor;
  private final NoticeMeters meters;

  Notices(
      Verifier verifier,
      NoticeLedger ledger,
      NoticeEffects effects,
      CurrentActor actor,
      NoticeMeters meters) {
    this.verifier = verifier;
    this.ledger = ledger;
    this.effects = effects;
    this.actor = actor;
    this.meters = meters;
  }

  /**
   * Takes a request.
   *
   * @param integrationId the only integration that it may be for, where its URL names one
   * @return the answer to a challenge, or empty once all is done; 401 when the request is for no
   *     integration, whatever the reason; 503 when it takes longer than the provider waits, which
   *     then sends it again and finds it done, or when too much is to be verified
   */
  Uni<Optional<Map<String, String>>> take(
      ChatProvider provider, Optional<String> integrationId, EventRequest request) {
    var events = provider.events().orElseThrow();
    if (!events.isPlausible(request)) {
      meters.refused(provider);
      return Uni.createFrom().failure(ErrorCode.EVENT_UNVERIFIED.with());
    }
    return verifier
        .verify(provider, integrationId, request)
        .chain(
            genuine -> {
              if (genuine.isEmpty()) {
                meters.refused(provider);
                Log.infof("event=provider_event_refused provider=%s", provider.descriptor().id());
                throw ErrorCode.EVENT_UNVERIFIED.with();
              }
              var challenge =
                  genuine.stream()
                      .map(one -> one.event().notice())
                      .filter(Challenge.class::isInstance)
                      .map(notice -> ((Challenge) notice).answer())
                      .findFirst();
              return challenge.isPresent()
                  ? Uni.createFrom().item(challenge)
                  : patiently(bringAbout(genuine, provider)).replaceWith(Optional.empty());
            });
  }

  private Uni<Void> bringAbout(List<Genuine> genuine, ChatProvider provider) {
    actor.set(Actor.provider(provider.descriptor().id()));
    return InTurn.each(genuine, one -> bringAbout(one, provider));
  }

  private Uni<Void> bringAbout(Genuine genuine, ChatProvider provider) {
    var notice = genuine.event().notice();
    if (notice instanceof Uninteresting) {
      return Uni.createFrom().voidItem();
    }
    var recipient = genuine.recipient();
    return genuine
        .event()
        .id()
        .map(id -> ledger.once(recipient, id, () -> effects.of(notice, recipient, provider)))
        .orElseGet(() -> effects.of(notice, recipient, provider).replaceWith(true))
        .onFailure()
        .invoke(() -> meters.failed(provider, notice))
        .invoke(
            first -> {
              meters.done(provider, notice, first);
              Log.infof(
                  "event=provider_event provider=%s notice=%s environment=%s outcome=%s",
                  provider.descriptor().id(),
                  notice.name(),
                  recipient.environment().id(),
                  first ? "done" : "repeated");
            })
        .replaceWithVoid();
  }

  /** Goes on to the end, whether or not anybody waits for it. */
  private static Uni<Void> patiently(Uni<Void> work) {
    var running = CallerContext.shared(work);
    running
        .subscribe()
        .with(
            done -> {},
            failure ->
                Log.warnf(
                    "event=provider_event_failed cause=%s", failure.getClass().getSimpleName()));
    return CallerContext.limited(
        running,
        PATIENCE,
        () -> ErrorCode.EVENT_UNFINISHED.with().retryAfter(Duration.ofSeconds(5)));
  }
}
