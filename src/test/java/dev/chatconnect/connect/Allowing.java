package dev.chatconnect.connect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a deployment that allows these redirects. */
record Allowing(List<String> entries) implements ConnectSettings {

  @Override
  public Duration stateTtl() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Optional<List<String>> redirectAllowList() {
    return Optional.of(entries);
  }
}
