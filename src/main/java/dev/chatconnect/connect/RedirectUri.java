package dev.chatconnect.connect;

import java.net.URI;
import java.time.Duration;

import jakarta.inject.Singleton;

import dev.chatconnect.web.Admission;
import dev.chatconnect.web.PublicUrlSettings;
import io.quarkus.runtime.Startup;

/**
 * The redirect URI of every journey (RFC 6749 §3.1.2), from configuration alone: a {@code Host}
 * header must not decide where a code goes.
 */
@Singleton
@Startup
public class RedirectUri {

  /** Path of the callback route. */
  public static final String PATH = Admission.CALLBACK;

  /** Redis keeps states for whole seconds. */
  private static final Duration MIN_STATE_TTL = Duration.ofSeconds(1);

  private static final Duration MAX_STATE_TTL = Duration.ofMinutes(10);

  private final URI root;
  private final URI value;

  RedirectUri(PublicUrlSettings address, ConnectSettings settings) {
    var root = address.publicUrl();
    if (!isWebRoot(root)) {
      throw new IllegalStateException(
          "chat-connect.public-url must be an absolute http or https URL without user, query and"
              + " fragment, for example https://connect.example.com");
    }
    var ttl = settings.stateTtl();
    if (ttl.compareTo(MIN_STATE_TTL) < 0 || ttl.compareTo(MAX_STATE_TTL) > 0) {
      throw new IllegalStateException("chat-connect.oauth.state-ttl must be 1s to 10m");
    }
    this.root = URI.create(root.toString().replaceAll("/+$", ""));
    value = URI.create(this.root + PATH);
  }

  /** The public URL, without a slash at its end. */
  public URI root() {
    return root;
  }

  /** What to register at the provider, byte for byte. */
  public URI value() {
    return value;
  }

  private static boolean isWebRoot(URI root) {
    return ("https".equalsIgnoreCase(root.getScheme()) || "http".equalsIgnoreCase(root.getScheme()))
        && root.getHost() != null
        && root.getRawUserInfo() == null
        && root.getRawQuery() == null
        && root.getRawFragment() == null;
  }
}
