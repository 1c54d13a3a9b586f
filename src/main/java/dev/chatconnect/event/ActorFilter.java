package dev.chatconnect.event;

import java.util.Optional;

import jakarta.enterprise.inject.Instance;

import dev.chatconnect.environment.ApiKeyAuthentication;
import dev.chatconnect.web.Late;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a request writes down to its caller: whoever holds an API key, or a subscriber. Its
 * parts are looked up late: filters are made at build time, before there is a configuration.
 */
class ActorFilter {

  private final Late<CurrentIdentityAssociation> association;
  private final Late<CurrentActor> actor;

  ActorFilter(Instance<CurrentIdentityAssociation> association, Instance<CurrentActor> actor) {
    this.association = new Late<>(association);
    this.actor = new Late<>(actor);
  }

  @ServerRequestFilter
  @Nullable Uni<Void> nameCaller(RoutingContext context) {
    if (context.user() instanceof QuarkusHttpUser known) {
      name(known.getSecurityIdentity());
      return null;
    }
    // No mechanism here looks at anything else.
    if (context.request().getHeader(HttpHeaders.AUTHORIZATION) == null) {
      return null;
    }
    return association
        .get()
        .getDeferredIdentity()
        .onItemOrFailure()
        .transformToUni(
            (identity, failure) -> {
              if (identity != null) {
                name(identity);
              }
              // A public route ignores wrong credentials; a protected one has refused them before.
              return failure == null || failure instanceof SecurityException
                  ? Uni.createFrom().voidItem()
                  : Uni.createFrom().failure(failure);
            });
  }

  private void name(SecurityIdentity identity) {
    actor(identity).ifPresent(actor.get()::set);
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
