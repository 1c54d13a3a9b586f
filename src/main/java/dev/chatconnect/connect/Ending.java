package dev.chatconnect.connect;

import java.util.Map;
import java.util.function.Consumer;

import dev.chatconnect.redis.Commit;

/**
 * A journey that comes to its end.
 *
 * @param leaving counts it no longer, in the commit that writes what it came to: that is one
 *     command less than to do it on its own
 * @param read records that were read at the moment when its state was taken, by key
 */
record Ending(AuthorizationState journey, Consumer<Commit> leaving, Map<String, String> read) {

  /** The end of a journey that is not counted any more. */
  static Ending of(AuthorizationState journey) {
    return new Ending(journey, commit -> {}, Map.of());
  }

  /** Without what was read, which holds secrets. */
  @Override
  public String toString() {
    return "Ending[" + journey + "]";
  }
}
