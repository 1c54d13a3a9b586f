package dev.chatconnect.inbox;

import java.security.Principal;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.ratelimit.CountedSubscriber;

/** The caller of a request that was made with a session token. */
record SubscriberPrincipal(SubscriberSession session) implements Principal, CountedSubscriber {

  @Override
  public String getName() {
    return session.subscriberId();
  }

  @Override
  public Environment environment() {
    return session.environment();
  }

  @Override
  public String subscriberId() {
    return session.subscriberId();
  }

  @Override
  public boolean subscriberVouched() {
    return session.subscriberVouched();
  }
}
