package dev.chatconnect.event;

import jakarta.enterprise.inject.Instance;

import dev.chatconnect.environment.ApiKeyCaller;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Puts what requests with an API key write down to that. Looked up late, like every part of a
 * filter.
 */
class ActorFilter {

  private final Instance<ApiKeyCaller> caller;
  private final Instance<CurrentActor> actor;

  ActorFilter(Instance<ApiKeyCaller> caller, Instance<CurrentActor> actor) {
    this.caller = caller;
    this.actor = actor;
  }

  @ServerRequestFilter
  Uni<Void> nameCaller() {
    return caller
        .get()
        .environment()
        .invoke(environment -> environment.ifPresent(ignored -> actor.get().set(Actor.API_KEY)))
        .replaceWithVoid();
  }
}
