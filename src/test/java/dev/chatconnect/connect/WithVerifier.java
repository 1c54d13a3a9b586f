package dev.chatconnect.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A service that may send browsers to an application, and to one on this machine; with a second
 * environment.
 */
public class WithVerifier implements QuarkusTestProfile {

  public static final String VERIFIER = "https://app.example.com/verify";
  public static final String OTHER_KEY = "verifier-other-environment-key";

  private static final String PORT = "test.application-port";

  @Override
  public Map<String, String> getConfigOverrides() {
    var port = freePort();
    return Map.of(
        "chat-connect.oauth.redirect-allow-list",
        "https://app.example.com,http://app.example.com,http://localhost:" + port,
        "chat-connect.environments.other.api-keys",
        OTHER_KEY,
        PORT,
        Integer.toString(port));
  }

  /** Port for an application on this machine. */
  public static int applicationPort() {
    return ConfigProvider.getConfig().getValue(PORT, Integer.class);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
