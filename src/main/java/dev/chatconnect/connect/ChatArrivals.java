package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.ChatLink;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderNotice.ChatStarted;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Ends links through a chat: takes the code, writes the endpoint and says in the chat how it went,
 * which is the page at the end of this journey.
 */
@Singleton
public class ChatArrivals {

  private static final String RESTART = "Go back to the application and start again.";

  private final AuthorizationStateStore states;
  private final JourneyWriter writer;
  private final FailedJourneys failures;
  private final JourneyLog log;

  ChatArrivals(
      AuthorizationStateStore states,
      JourneyWriter writer,
      FailedJourneys failures,
      JourneyLog log) {
    this.states = states;
    this.writer = writer;
    this.failures = failures;
    this.log = log;
  }

  /**
   * Ends the link that somebody came for.
   *
   * @param integration whose chat was opened
   * @return done, also when there was nothing to link; fails only while the code is not taken yet
   */
  public Uni<Void> arrive(
      Environment environment,
      Integration integration,
      ChatProvider provider,
      ChatStarted arrival) {
    return reply(environment, integration, provider, arrival)
        .chain(
            sentence ->
                provider
                    .chatLink()
                    .map(link -> tell(link, integration, arrival.user(), sentence))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<String> reply(
      Environment environment,
      Integration integration,
      ChatProvider provider,
      ChatStarted arrival) {
    if (arrival.code().isEmpty()) {
      return Uni.createFrom()
          .item("Hello! To link this chat, open the link that the application shows you.");
    }
    return states
        .take(arrival.code().get())
        .map(found -> found.filter(journey -> isOf(environment, integration, journey)))
        .chain(
            found ->
                found
                    .map(journey -> link(environment, integration, journey, provider, arrival))
                    .orElseGet(
                        () ->
                            Uni.createFrom()
                                .item(
                                    "This link no longer works: it has expired or was already"
                                        + " used. "
                                        + RESTART)));
  }

  /** A code of another integration, or of an OAuth journey, opens nothing here. */
  private static boolean isOf(
      Environment environment, Integration integration, AuthorizationState journey) {
    return journey.environmentId().equals(environment.id())
        && journey.integrationId().equals(integration.id())
        && journey.providerId().equals(integration.providerId());
  }

  private Uni<String> link(
      Environment environment,
      Integration integration,
      AuthorizationState journey,
      ChatProvider provider,
      ChatStarted arrival) {
    var name = provider.descriptor().displayName();
    return writer
        .write(
            environment,
            integration,
            Ending.of(journey),
            provider,
            new UserIdentified(arrival.user(), List.of()))
        .onFailure()
        .recoverWithItem(failure -> JourneyFailures.of(failure, journey, name))
        .chain(outcome -> answer(outcome, name));
  }

  private Uni<String> answer(JourneyOutcome outcome, String provider) {
    if (outcome instanceof JourneyOutcome.Failure failure) {
      return failures
          .record(failure)
          .map(reference -> sentence(failure, provider) + " Reference: " + reference);
    }
    if (outcome instanceof JourneyOutcome.Success success) {
      log.finished(success);
    }
    return Uni.createFrom().item("You're all set: your " + provider + " account is linked.");
  }

  private static String sentence(JourneyOutcome.Failure failure, String provider) {
    if (failure.unconfirmed()) {
      return "We have a short outage and could not confirm that your %s account was linked. Wait a minute, then look in the application before you start again."
          .formatted(provider);
    }
    return switch (failure.failure().code()) {
      case ENDPOINT_USER_TAKEN ->
          "This %s account is already linked to someone else in the application. Disconnect it there first, or ask the application's support team."
              .formatted(provider);
      case WRITE_CONTENTION ->
          "We have a short outage, so nothing was linked. Wait a minute, then go back to the application and start again.";
      default -> "That did not work, so nothing was linked. " + RESTART;
    };
  }

  /** What was linked stays linked, whether or not the user hears of it. */
  private static Uni<Void> tell(
      ChatLink link, Integration integration, PlatformUser user, String sentence) {
    return link.tell(integration.credentials(), user, sentence)
        .onFailure()
        .invoke(
            failure ->
                Log.warnf(
                    "event=chat_reply_failed provider=%s reason=%s",
                    integration.providerId(), reason(failure)))
        .onFailure()
        .recoverWithNull();
  }

  private static String reason(Throwable failure) {
    return Optional.of(failure)
        .filter(ProviderException.class::isInstance)
        .map(told -> ((ProviderException) told).reason())
        .orElseGet(() -> failure.getClass().getSimpleName());
  }
}
