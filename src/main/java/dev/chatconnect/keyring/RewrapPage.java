package dev.chatconnect.keyring;

import java.util.List;
import java.util.Optional;

/**
 * What a rewrap did with one page of records.
 *
 * @param next cursor of the following page, if there is one
 */
record RewrapPage(long examined, long rewrapped, long failed, Optional<String> next) {

  /** What became of one record. */
  enum Fate {
    CURRENT,
    REWRAPPED,
    FAILED
  }

  static RewrapPage of(List<Fate> fates, Optional<String> next) {
    return new RewrapPage(
        fates.size(), count(fates, Fate.REWRAPPED), count(fates, Fate.FAILED), next);
  }

  private static long count(List<Fate> fates, Fate wanted) {
    return fates.stream().filter(wanted::equals).count();
  }
}
