package dev.chatconnect.connect;

/** What a journey was decided on has changed since it was read. */
final class OutdatedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OutdatedException() {
    // Part of the work, not a fault: nobody reads where it was thrown.
    super(null, null, false, false);
  }
}
