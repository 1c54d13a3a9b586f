package dev.chatconnect.connect;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The redirect URI as tests elsewhere need it. */
public final class RedirectUris {

  private RedirectUris() {}

  /** That of a service with this public URL. */
  public static RedirectUri of(String publicUrl) {
    return new RedirectUri(
        () -> URI.create(publicUrl),
        new ConnectSettings() {
          @Override
          public Duration stateTtl() {
            return Duration.ofMinutes(5);
          }

          @Override
          public Optional<List<String>> redirectAllowList() {
            return Optional.empty();
          }
        });
  }
}
