package dev.chatconnect.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The service where its public URL says, with a brand of its own, for tests with a browser. */
public class BrandedSite implements QuarkusTestProfile {

  /** What the pages are headed with. */
  public static final String NAME = "Northwind";

  /** Where a test may serve an application's pages. */
  public static final int APP_PORT = port("app");

  /** Their origin, another than the service's. */
  public static final String APP = "http://app.localhost:" + APP_PORT;

  private static final int PORT = port("service");

  /** Root of the service. */
  public static final String URL = "http://localhost:" + PORT;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.http.test-port",
        Integer.toString(PORT),
        "chat-connect.public-url",
        URL,
        "chat-connect.branding.name",
        NAME,
        "chat-connect.branding.logo",
        "src/test/resources/branding/logo.svg",
        "chat-connect.branding.accent-color",
        "#0b6e63",
        "chat-connect.environments.other.api-keys",
        "other-secret-key",
        "chat-connect.oauth.message-origins",
        APP + ",https://shop.example.com:8443",
        "chat-connect.connect-links.max-live",
        "200",
        "chat-connect.branding.environments.other.name",
        "<b>Other & Sons</b>");
  }

  /** One for the profile and for the tests, which live in different class loaders. */
  private static int port(String use) {
    return Integer.parseInt(
        (String)
            System.getProperties()
                .computeIfAbsent(BrandedSite.class.getName() + '.' + use, absent -> freePort()));
  }

  private static String freePort() {
    try (var socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
