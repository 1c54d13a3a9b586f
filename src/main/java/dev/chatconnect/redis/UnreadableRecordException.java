package dev.chatconnect.redis;

/** A record in Redis is not what this version can read. The message holds nothing of it. */
public final class UnreadableRecordException extends RuntimeException {

  public UnreadableRecordException(String kind) {
    super("unreadable record " + kind);
  }
}
