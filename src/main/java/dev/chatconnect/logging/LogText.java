package dev.chatconnect.logging;

/** Makes texts fit for the quoted value of an {@code event=… key="value"} line. */
public final class LogText {

  private LogText() {}

  /** What a failure says. */
  public static String quotable(Throwable failure) {
    return quotable(String.valueOf(failure.getMessage()));
  }

  /** The text with nothing in it that would end the value, or the line, before its time. */
  public static String quotable(String text) {
    var fit = new StringBuilder(text.length());
    text.codePoints()
        .map(letter -> letter == '"' ? '\'' : Character.isISOControl(letter) ? ' ' : letter)
        .forEach(fit::appendCodePoint);
    return fit.toString();
  }
}
