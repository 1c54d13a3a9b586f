package dev.chatconnect.event;

import java.util.Optional;

import jakarta.enterprise.inject.Instance;

import dev.chatconnect.environment.ApiKeyAuthentication;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Puts what a request writes down to its caller: whoever holds an API key, or a subscriber. Its
 * parts are looked up late: filters are made at build time, before there is a configuration.
 */
class ActorFilter {

  private final Instance<CurrentIdentityAssociation> association;
  private final Instance<CurrentActor> actor;

  ActorFilter(Instance<CurrentIdentityAssociation> association, Instance<CurrentActor> actor) {
    this.association = association;
    this.actor = actor;
  }

  @ServerRequestFilter
  Uni<Void> nameCaller() {
    return association
        .get()
        .getDeferredIdentity()
        .onItemOrFailure()
        .transformToUni(
            (identity, failure) -> {
              if (identity != null) {
                actor(identity).ifPresent(actor.get()::set);
              }
              // A public route ignores wrong credentials; a protected one has refused them before.
              return failure == null || failure instanceof SecurityException
                  ? Uni.createFrom().voidItem()
                  : Uni.createFrom().failure(failure);
            });
  }

  private static Optional<Actor> actor(SecurityIdentity identity) {
    if (identity.isAnonymous()) {
      return Optional.empty();
    }
    return Optional.of(
        ApiKeyAuthentication.keyNumber(identity)
            .map(Actor::apiKey)
            .orElseGet(() -> Actor.subscriber(identity.getPrincipal().getName())));
  }
}
