package dev.chatconnect.event;

import java.util.Optional;

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

  /** Who acts where no request names somebody. */
  private volatile Actor process = Actor.SERVICE;

  CurrentActor(Holder holder) {
    this.holder = holder;
  }

  /** Says who acts from here on. */
  public void set(Actor actor) {
    if (isInRequest()) {
      holder.set(actor);
    }
  }

  /** Says for whom this process is there at all, where that is one person's command. */
  public void setForProcess(Actor actor) {
    process = actor;
  }

  /** Who acts; the service itself where nobody was named. */
  public Actor get() {
    return isInRequest() ? holder.get().orElse(process) : process;
  }

  private static boolean isInRequest() {
    return Arc.container().requestContext().isActive();
  }

  /** What the request remembers. */
  @RequestScoped
  static class Holder {

    private Optional<Actor> actor = Optional.empty();

    void set(Actor newActor) {
      actor = Optional.of(newActor);
    }

    Optional<Actor> get() {
      return actor;
    }
  }
}
