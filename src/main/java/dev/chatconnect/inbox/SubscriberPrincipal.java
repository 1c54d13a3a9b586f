package dev.chatconnect.inbox;

import java.security.Principal;

/** The caller of a request that was made with a session token. */
record SubscriberPrincipal(SubscriberSession session) implements Principal {

  @Override
  public String getName() {
    return session.subscriberId();
  }
}
