package dev.chatconnect.environment;

import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether an API key can have been made by chance. An API key signs hashes that reach browsers, so
 * whoever has one hash can try keys without asking the service.
 */
final class ApiKeyStrength {

  static final int MIN_LENGTH = 32;

  /**
   * Fewer than 32 random hex digits have, by how often each of them occurs: 117 bits on average,
   * and none of 300,000 that were tried had fewer than 88.
   */
  static final int MIN_BITS = 80;

  private ApiKeyStrength() {}

  /**
   * Whether a key is long enough, no text repeated, and of letters as various as chance makes them:
   * their Shannon entropy times their number is at least {@link #MIN_BITS}. Words in a row may
   * pass; nothing that is made with a random generator fails.
   */
  static boolean isStrong(String key) {
    return key.length() >= MIN_LENGTH && !repeats(key) && bits(key) >= MIN_BITS;
  }

  /** Every repetition of a shorter text is found in itself again after one period. */
  private static boolean repeats(String key) {
    return (key + key).indexOf(key, 1) < key.length();
  }

  private static double bits(String key) {
    return key
        .chars()
        .boxed()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .values()
        .stream()
        .mapToDouble(count -> count * Math.log((double) key.length() / count) / Math.log(2))
        .sum();
  }
}
