package dev.chatconnect.transfer;

/** A line cannot be taken. The message is for the caller and holds nothing of the line. */
final class LineException extends RuntimeException {

  LineException(String reason) {
    super(reason, null, false, false);
  }
}
