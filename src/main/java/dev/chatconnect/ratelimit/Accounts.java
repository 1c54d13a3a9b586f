package dev.chatconnect.ratelimit;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.ApiKeyCaller;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Finds out whom the current request is counted for. */
@Singleton
class Accounts {

  private static final String SUBSCRIBER_ROUTES = "/v1/inbox/";
  private static final String SESSION = "/v1/inbox/session";

  private final ApiKeyCaller apiKeys;
  private final CurrentIdentityAssociation association;

  Accounts(ApiKeyCaller apiKeys, CurrentIdentityAssociation association) {
    this.apiKeys = apiKeys;
    this.association = association;
  }

  /** Empty for callers without credentials. */
  Uni<Optional<Account>> of(String path) {
    return apiKeys
        .environment()
        .chain(
            environment ->
                environment.isPresent()
                    ? Uni.createFrom().item(environment.map(found -> Account.ofApiKey(found, path)))
                    : subscriber(path));
  }

  /** A request for a session is counted by itself, whatever session it was made in. */
  private Uni<Optional<Account>> subscriber(String path) {
    if (!path.startsWith(SUBSCRIBER_ROUTES) || path.startsWith(SESSION)) {
      return Uni.createFrom().item(Optional.empty());
    }
    return association
        .getDeferredIdentity()
        .map(Accounts::subscriber)
        // A public route ignores a wrong token; a protected one has refused it before.
        .onFailure(SecurityException.class)
        .recoverWithItem(Optional.empty());
  }

  private static Optional<Account> subscriber(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof CountedSubscriber subscriber
        ? Optional.of(
            Account.ofSubscriber(
                subscriber.environment(),
                subscriber.subscriberId(),
                subscriber.subscriberVouched()))
        : Optional.empty();
  }
}
