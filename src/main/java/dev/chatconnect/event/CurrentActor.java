package dev.chatconnect.event;

import jakarta.inject.Singleton;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;

/**
 * Who acts in the present request or scheduled run. Whoever lets somebody in says so once, and
 * everything that is written from there on is put down to them: also what goes on after the
 * request's answer, since it is kept with the Vert.x context, which outlives the request's scope.
 */
@Singleton
public class CurrentActor {

  private static final String KEY = CurrentActor.class.getName();

  /** Who acts where no request names somebody. */
  private volatile Actor process = Actor.SERVICE;

  /** Says who acts from here on. */
  public void set(Actor actor) {
    if (isOwnContext()) {
      ContextLocals.put(KEY, actor);
    }
  }

  /** Says for whom this process is there at all, where that is one person's command. */
  public void setForProcess(Actor actor) {
    process = actor;
  }

  /** Who acts; the service itself where nobody was named. */
  public Actor get() {
    return isOwnContext() ? ContextLocals.<Actor>get(KEY).orElse(process) : process;
  }

  /** Contexts of event loops are everybody's; each request and run has a duplicate of its own. */
  private static boolean isOwnContext() {
    return VertxContext.isOnDuplicatedContext();
  }
}
