package dev.chatconnect.inbox;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.connection.Owner;
import dev.chatconnect.endpoint.ChannelEndpoint;
import dev.chatconnect.environment.Environment;

/**
 * A subscriber in a browser.
 *
 * @param contextKeys the exact context that everything is read and written in, sorted
 * @param subscriberVouched whether the application signed the subscriber id
 * @param contextVouched whether the application signed the context
 */
record SubscriberSession(
    Environment environment,
    String subscriberId,
    List<String> contextKeys,
    boolean subscriberVouched,
    boolean contextVouched) {

  SubscriberSession {
    contextKeys = List.copyOf(contextKeys);
  }

  /** Whether a connection of this owner is the subscriber's own or shared within a context. */
  boolean sees(Owner owner, List<String> context) {
    return owner.contextKeys().equals(context)
        && owner.subscriberId().filter(id -> !id.equals(subscriberId)).isEmpty();
  }

  boolean owns(ChannelEndpoint endpoint) {
    return endpoint.subscriberId().equals(subscriberId)
        && endpoint.contextKeys().equals(contextKeys);
  }

  Optional<String> subscriber() {
    return Optional.of(subscriberId);
  }
}
