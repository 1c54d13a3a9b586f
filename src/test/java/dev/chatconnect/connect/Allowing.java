package dev.chatconnect.connect;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a deployment that allows these redirects. */
record Allowing(List<String> entries) implements ConnectSettings {

  @Override
  public URI publicUrl() {
    return URI.create("http://localhost:8080");
  }

  @Override
  public Duration stateTtl() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Optional<List<String>> redirectAllowList() {
    return Optional.of(entries);
  }
}
