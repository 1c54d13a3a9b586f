package dev.chatconnect.connect;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * The body of {@code POST /v1/integrations/channel-endpoints/link}.
 *
 * @param byBrowser whether a subscriber's browser asks, without the application's API key
 */
public record LinkChatRequest(
    String integrationIdentifier, String subscriberId, ActingContext context, boolean byBrowser) {

  /** Reads the body. */
  public static LinkChatRequest read(JsonBody body) {
    var fields = Fields.of(body);
    var integration = fields.requiredFilledString("integrationIdentifier");
    var subscriberId = fields.requiredFilledString("subscriberId");
    fields.requireShort("subscriberId");
    var context = ActingContext.read(fields);
    fields.verify();
    return new LinkChatRequest(integration, subscriberId, context, false);
  }

  /** The same request in another context. */
  public LinkChatRequest in(ActingContext other) {
    return new LinkChatRequest(integrationIdentifier, subscriberId, other, byBrowser);
  }

  /** The same request of a subscriber's browser. */
  public LinkChatRequest asBrowser() {
    return new LinkChatRequest(integrationIdentifier, subscriberId, context, true);
  }
}
