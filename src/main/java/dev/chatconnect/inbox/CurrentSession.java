package dev.chatconnect.inbox;

import jakarta.inject.Singleton;

import dev.chatconnect.web.ErrorCode;
import io.quarkus.security.identity.SecurityIdentity;

/** The session that the current request was made in. */
@Singleton
class CurrentSession {

  private final SecurityIdentity identity;

  CurrentSession(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The caller's session.
   *
   * @throws dev.chatconnect.web.ApiException 401 when the caller has none
   */
  SubscriberSession get() {
    if (identity.getPrincipal() instanceof SubscriberPrincipal principal) {
      return principal.session();
    }
    throw ErrorCode.UNAUTHORIZED.with();
  }
}
