package dev.chatconnect.environment;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Tells whose API key the current request was made with, on any route and without blocking. */
@Singleton
public class ApiKeyCaller {

  private final CurrentIdentityAssociation association;

  ApiKeyCaller(CurrentIdentityAssociation association) {
    this.association = association;
  }

  /**
   * The environment of the request's API key; empty when the request carries none, or one that
   * opens nothing.
   */
  public Uni<Optional<Environment>> environment() {
    return association
        .getDeferredIdentity()
        .map(ApiKeyCaller::environment)
        // A public route ignores a wrong key; a protected one has refused it before.
        .onFailure(SecurityException.class)
        .recoverWithItem(Optional.empty());
  }

  private static Optional<Environment> environment(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof EnvironmentPrincipal principal
        ? Optional.of(principal.environment())
        : Optional.empty();
  }
}
