package dev.chatconnect.redis;

/**
 * A record that a look-up key led to when it was read.
 *
 * @param recordKeyPrefix what comes before the id, which the look-up key holds, in the record's key
 * @param raw the record, as it is in Redis
 */
public record Followed(String lookupKey, String recordKeyPrefix, String raw) {

  /** Without the record, which may hold what is not for logs. */
  @Override
  public String toString() {
    return "Followed[lookupKey=" + lookupKey + "]";
  }
}
