package dev.chatconnect.ratelimit;

import dev.chatconnect.environment.Environment;

/** A principal whose requests are counted for one subscriber. */
public interface CountedSubscriber {

  /** The environment that the subscriber belongs to. */
  Environment environment();

  /** Who it is. */
  String subscriberId();

  /** Whether the application signed the id; otherwise anybody may say that it is theirs. */
  boolean subscriberVouched();
}
