package dev.chatconnect.startup;

import java.util.OptionalInt;

import jakarta.inject.Singleton;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the event loops of a process. There is one for each processor that it sees, which without
 * a CPU limit are all of the node, and each has buffers, a connection to Redis and connections to
 * providers of its own, for no more work.
 */
@Singleton
class EventLoops implements VertxOptionsCustomizer {

  /** One serves tens of thousands of URLs a second; whoever needs more adds replicas. */
  private static final int MOST = 4;

  private final OptionalInt configured;

  /**
   * @param configured number of loops that the operator wants, which is not touched
   */
  EventLoops(@ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") OptionalInt configured) {
    this.configured = configured;
  }

  @Override
  public void accept(VertxOptions options) {
    if (configured.isEmpty()) {
      options.setEventLoopPoolSize(Math.min(MOST, options.getEventLoopPoolSize()));
    }
  }
}
