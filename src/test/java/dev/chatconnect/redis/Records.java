package dev.chatconnect.redis;

import dev.chatconnect.fuzz.Hostile;

/** JSON of records for tests without the application. */
public final class Records {

  private Records() {}

  public static RecordJson json() {
    return new RecordJson(Hostile.JSON);
  }
}
