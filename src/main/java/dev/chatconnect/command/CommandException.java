package dev.chatconnect.command;

/** A command cannot do its work. The message says why and what to do, and holds no secret. */
final class CommandException extends RuntimeException {

  CommandException(String message) {
    super(message, null, false, false);
  }
}
