package dev.chatconnect.inbox;

import java.util.Optional;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * The body of {@code POST /v1/inbox/session}. What it says of the subscriber besides the id is not
 * kept.
 */
record SessionRequest(
    String applicationIdentifier,
    String subscriberId,
    Optional<String> subscriberHash,
    ActingContext context) {

  static SessionRequest read(JsonBody body) {
    var fields = Fields.of(body);
    var application = nonEmpty(fields.string("applicationIdentifier"));
    var subscriber = subscriber(fields);
    var legacyId = fields.string("subscriberId");
    fields.requireShort("subscriberId");
    var hash = nonEmpty(fields.string("subscriberHash"));
    var context = ActingContext.read(fields);
    fields.verify();
    var named = subscriber.or(() -> legacyId);
    if (application.isEmpty()) {
      throw named.isEmpty()
          ? ErrorCode.SESSION_KEYLESS.with()
          : ErrorCode.SESSION_APPLICATION_REQUIRED.with();
    }
    var id = nonEmpty(named).orElseThrow(ErrorCode.SESSION_SUBSCRIBER_REQUIRED::with);
    if (looksLikeContext(id)) {
      throw ErrorCode.SESSION_SUBSCRIBER_AMBIGUOUS.with();
    }
    return new SessionRequest(application.get(), id, hash, context);
  }

  /**
   * The reference signs ids and contexts with the same key and nothing that tells them apart: the
   * hash of an id that is the text of a context is that context's.
   */
  private static boolean looksLikeContext(String id) {
    return id.stripLeading().startsWith("{\"");
  }

  /** An id, or an object with an id. */
  private static Optional<String> subscriber(Fields fields) {
    fields.requireShort("subscriber");
    var raw = fields.raw("subscriber");
    return raw.isPresent() && raw.get().isTextual()
        ? Optional.of(raw.get().textValue())
        : fields.object("subscriber").map(SessionRequest::id);
  }

  private static String id(Fields subscriber) {
    subscriber.requireShort("subscriberId");
    return subscriber.requiredString("subscriberId");
  }

  private static Optional<String> nonEmpty(Optional<String> text) {
    return text.filter(value -> !value.isEmpty());
  }
}
