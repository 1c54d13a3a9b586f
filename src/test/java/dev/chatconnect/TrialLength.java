package dev.chatconnect;

/**
 * How much a test that searches, loads or breaks things does: a short run in every build, the full
 * one with {@code mvn verify -Plong}.
 */
public final class TrialLength {

  private static final boolean FULL = "long".equals(System.getProperty("trials"));

  private TrialLength() {}

  /** The first of the two in every build, the second in the long run. */
  public static <T> T of(T brief, T full) {
    return FULL ? full : brief;
  }

  /** Whether this is the long run. */
  public static boolean isFull() {
    return FULL;
  }
}
