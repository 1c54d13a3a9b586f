package dev.chatconnect.connect;

import java.util.Optional;

import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * Who finished a journey, as the application's own session tells.
 *
 * @param subscriberId whose session it is
 * @param context what the session is scoped to
 */
record Confirmation(Optional<String> subscriberId, Optional<ContextPayload> context) {

  static Confirmation read(JsonBody body) {
    var fields = Fields.of(body);
    var subscriberId = fields.string("subscriberId").filter(text -> !text.isEmpty());
    fields.requireShort("subscriberId");
    var context = ContextPayload.read(fields, "context");
    if (subscriberId.isEmpty() && context.isEmpty()) {
      fields.reject("subscriberId or context must be provided");
    }
    fields.verify();
    return new Confirmation(subscriberId, context);
  }

  /**
   * Whether it speaks of the owner that the journey was started for. A journey without a subscriber
   * belongs to its context, which then has to be named; otherwise a context may be.
   */
  boolean fits(AuthorizationState journey) {
    var named = context.map(ContextPayload::keys);
    return subscriberId.equals(journey.subscriberId())
        && (subscriberId.isPresent() || named.isPresent())
        && named.orElse(journey.contextKeys()).equals(journey.contextKeys());
  }
}
