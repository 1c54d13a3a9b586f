package dev.chatconnect.integration;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

/** Ids in the form that clients of the reference API expect: 24 hex characters, time first. */
@Singleton
class ObjectIds {

  private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{24}");

  private final SecureRandom random;
  private final Clock clock;

  ObjectIds(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  String next() {
    var tail = new byte[8];
    random.nextBytes(tail);
    return HexFormat.of().toHexDigits((int) clock.instant().getEpochSecond())
        + HexFormat.of().formatHex(tail);
  }

  static boolean isValid(String id) {
    return FORM.matcher(id).matches();
  }
}
