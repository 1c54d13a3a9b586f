package dev.chatconnect.provider.zoom;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.EventRequest;
import dev.chatconnect.provider.ProviderEvent;
import dev.chatconnect.provider.ProviderEvents;
import dev.chatconnect.provider.ProviderNotice.Challenge;
import dev.chatconnect.provider.ProviderNotice.Place;
import dev.chatconnect.provider.ProviderNotice.Uninteresting;
import dev.chatconnect.provider.ProviderNotice.UserDeauthorized;
import dev.chatconnect.provider.TimedSignature;

/**
 * Zoom's <a href="https://developers.zoom.us/docs/api/webhooks/">webhooks</a>, signed with the
 * app's secret token, which is the integration's {@code signingSecret}.
 */
final class ZoomEvents implements ProviderEvents {

  private static final String VALIDATION = "endpoint.url_validation";
  private static final String DEAUTHORIZED = "app_deauthorized";

  private final TimedSignature signature;

  ZoomEvents(Clock clock) {
    signature = new TimedSignature("x-zm-request-timestamp", "x-zm-signature", clock);
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
        .json(ZoomEvent.class)
        .flatMap(event -> event(event, credentials, request))
        .orElseGet(() -> new ProviderEvent(Optional.empty(), new Uninteresting()));
  }

  private Optional<ProviderEvent> event(
      ZoomEvent sent, Credentials credentials, EventRequest request) {
    var type = sent.event().orElse("");
    if (type.equals(VALIDATION)) {
      return sent.payload()
          .flatMap(ZoomEvent.Payload::plainToken)
          .flatMap(token -> secret(credentials).map(secret -> proof(token, secret)))
          .map(proof -> new ProviderEvent(Optional.empty(), proof));
    }
    return type.equals(DEAUTHORIZED)
        ? sent.payload()
            .filter(payload -> isOfApp(payload, credentials))
            .flatMap(payload -> deauthorized(payload, request))
        : Optional.empty();
  }

  private static Challenge proof(String token, String secret) {
    return new Challenge(
        Map.of("plainToken", token, "encryptedToken", Hmac.sha256Hex(secret, token)));
  }

  private static boolean isOfApp(ZoomEvent.Payload payload, Credentials credentials) {
    var own = credentials.text("clientId");
    return own.isEmpty() || payload.clientId().isEmpty() || own.equals(payload.clientId());
  }

  private Optional<ProviderEvent> deauthorized(ZoomEvent.Payload payload, EventRequest request) {
    if (payload.userId().isEmpty() || payload.accountId().isEmpty()) {
      return Optional.empty();
    }
    var user = payload.userId().get();
    var until = payload.at().or(() -> signature.time(request)).orElseThrow();
    return Optional.of(
        new ProviderEvent(
            payload.signature(),
            new UserDeauthorized(
                DEAUTHORIZED,
                new Place(List.of(payload.accountId().get()), Optional.empty()),
                user,
                ZoomUser.user(user),
                until)));
  }
}
