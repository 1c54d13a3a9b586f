package dev.chatconnect.event;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;

/**
 * Who acts in the present request or scheduled run. Whoever lets somebody in says so once, and
 * everything that is written from there on is put down to them.
 */
@Singleton
public class CurrentActor {

  private final Holder holder;

  CurrentActor(Holder holder) {
    this.holder = holder;
  }

  /** Says who acts from here on. */
  public void set(Actor actor) {
    if (isInRequest()) {
      holder.set(actor);
    }
  }

  /** Who acts; the service itself where nobody was named. */
  Actor get() {
    return isInRequest() ? holder.get() : Actor.SERVICE;
  }

  private static boolean isInRequest() {
    return Arc.container().requestContext().isActive();
  }

  /** What the request remembers. */
  @RequestScoped
  static class Holder {

    private Actor actor = Actor.SERVICE;

    void set(Actor newActor) {
      actor = newActor;
    }

    Actor get() {
      return actor;
    }
  }
}
