package dev.chatconnect.connectpage;

import java.util.Locale;
import java.util.Optional;

/** What a visitor can do with an app. */
enum Step {
  CONNECT,
  LINK,
  DISCONNECT,
  UNLINK;

  /** As forms and addresses name it. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Step> find(String wire) {
    for (var step : values()) {
      if (step.wire().equals(wire)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }
}
