package dev.chatconnect.command;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at
 * @param text what was found
 * @param advice what to do; empty when there is nothing to do
 */
record Finding(Level level, String subject, String text, String advice) {

  /** How bad it is. */
  enum Level {
    OK("ok  "),
    /** Works, and will hurt one day. */
    WARN("warn"),
    /** Does not work, or loses data. */
    FAIL("FAIL"),
    /** Could not be looked at. */
    SKIPPED("skip");

    private final String mark;

    Level(String mark) {
      this.mark = mark;
    }
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  static Finding warn(String subject, String text, String advice) {
    return new Finding(Level.WARN, subject, text, advice);
  }

  static Finding fail(String subject, String text, String advice) {
    return new Finding(Level.FAIL, subject, text, advice);
  }

  static Finding skipped(String subject, String text) {
    return new Finding(Level.SKIPPED, subject, text, "");
  }

  /** For people: one line, and one below with the advice. */
  String text(int subjectWidth) {
    var line = ("%s  %-" + subjectWidth + "s  %s").formatted(level.mark, subject, text);
    return advice.isEmpty() ? line : line + System.lineSeparator() + "      -> " + advice;
  }
}
