package dev.chatconnect.provider.slack;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.EventTimes;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderEvent;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderNotice;
import dev.chatconnect.provider.ProviderNotice.AppRemoved;
import dev.chatconnect.provider.ProviderNotice.Challenge;
import dev.chatconnect.provider.ProviderNotice.TokensRevoked;
import dev.chatconnect.provider.ProviderNotice.Uninteresting;
import dev.chatconnect.provider.TimedSignature;

/**
 * Slack's <a href="https://docs.slack.dev/apis/events-api/">Events API</a>, signed with the app's
 * signing secret, which is the integration's {@code signingSecret}.
 */
final class SlackEvents implements ProviderEvents {

  private static final String CHALLENGE = "url_verification";
  private static final String CALLBACK = "event_callback";
  private static final String UNINSTALLED = "app_uninstalled";
  private static final String REVOKED = "tokens_revoked";

  private final TimedSignature signature;

  SlackEvents(Clock clock) {
    signature = new TimedSignature("x-slack-request-timestamp", "x-slack-signature", clock);
  }

  @Override
  public boolean isPlausible(EventRequest request) {
    return signature.isPlausible(request);
  }

  @Override
  public Optional<String> secret(Credentials credentials) {
    return credentials.text("signingSecret");
  }

  @Override
  public boolean isBy(String secret, EventRequest request) {
    return signature.isBy(secret, request);
  }

  @Override
  public ProviderEvent read(Credentials credentials, EventRequest request) {
    return request
        .json(EventEnvelope.class)
        .map(envelope -> event(envelope, request))
        .orElseGet(SlackEvents::uninteresting);
  }

  private ProviderEvent event(EventEnvelope envelope, EventRequest request) {
    var type = envelope.type().orElse("");
    if (type.equals(CHALLENGE)) {
      return envelope
          .challenge()
          .map(
              text -> new ProviderEvent(Optional.empty(), new Challenge(Map.of("challenge", text))))
          .orElseGet(SlackEvents::uninteresting);
    }
    return type.equals(CALLBACK)
        ? new ProviderEvent(envelope.eventId(), notice(envelope, until(envelope, request)))
        : uninteresting();
  }

  private static ProviderNotice notice(EventEnvelope envelope, Instant until) {
    var type = envelope.event().flatMap(EventEnvelope.Event::type).orElse("");
    if (type.equals(UNINSTALLED)) {
      return new AppRemoved(UNINSTALLED, envelope.place(), until);
    }
    if (type.equals(REVOKED)) {
      var tokens = envelope.event().flatMap(EventEnvelope.Event::tokens);
      var bots = tokens.map(EventEnvelope.Tokens::bots).orElse(Set.of());
      var users = tokens.map(EventEnvelope.Tokens::users).orElse(Set.of());
      return new TokensRevoked(
          REVOKED, envelope.place(), bots, users.stream().map(SlackEvents::user).toList(), until);
    }
    return new Uninteresting();
  }

  /** {@code event_time} names a second: the event may have happened up to its end. */
  private Instant until(EventEnvelope envelope, EventRequest request) {
    return envelope
        .eventTime()
        .flatMap(EventTimes::endOf)
        .or(() -> signature.time(request).map(Instant::getEpochSecond).flatMap(EventTimes::endOf))
        .orElseThrow();
  }

  private static PlatformUser user(String id) {
    return new PlatformUser(SlackGrants.USER_ENDPOINT, Map.of("userId", id));
  }

  private static ProviderEvent uninteresting() {
    return new ProviderEvent(Optional.empty(), new Uninteresting());
  }
}
