package dev.chatconnect.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.chatconnect.redis.StoppableRedis;
import dev.chatconnect.secrecy.MetricsScan;
import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The surroundings of the packaged service, jar or binary, which runs as in production: a Redis,
 * the stand-ins for the providers, and the keys without which it refuses to start. All tests with
 * this profile share one process.
 */
public class Packaged implements QuarkusTestProfile {

  /** What browsers name the environment by. */
  public static final String APPLICATION = "packaged";

  static final String MANAGEMENT_PORT = Integer.toString(Ports.free());

  /** 32 bytes that are good for nothing else. */
  private static final String ENCRYPTION_KEY =
      "packaged:cGFja2FnZWQtc2VydmljZS1lbmNyeXB0aW9uLWtleSE=";

  @Override
  public Map<String, String> getConfigOverrides() {
    // Whoever reads the metrics in the end may be of another class loader.
    System.setProperty(MetricsScan.PORT, MANAGEMENT_PORT);
    return Map.of(
        // Metrics name the port and take none that is still to be found.
        "quarkus.http.port",
        Integer.toString(Ports.free()),
        "quarkus.management.port",
        MANAGEMENT_PORT,
        "chat-connect.environments.default.application-identifier",
        APPLICATION,
        "chat-connect.environments.default.api-keys",
        "dev-secret-key",
        // The tests speak to the service in development with the same key.
        "chat-connect.allow-weak-api-keys",
        "true",
        "chat-connect.encryption.keys",
        ENCRYPTION_KEY,
        // Tests make providers fail on purpose; one must not close the door to the next.
        "chat-connect.providers.circuit-breaker.request-volume",
        "1000",
        "chat-connect.tokens.sweep-every",
        "off",
        // Read for secrets in the end.
        "quarkus.log.category.\"dev.chatconnect\".level",
        "DEBUG");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    var redis =
        PackagedTopology.name().equals(PackagedTopology.ALONE)
            ? StoppableRedis.class
            : PackagedTopology.class;
    return List.of(new TestResourceEntry(redis), new TestResourceEntry(StandIns.class));
  }

  /** Tells the packaged service where the stand-ins are, as the dev profile does otherwise. */
  public static class StandIns
      implements QuarkusTestResourceLifecycleManager, DevServicesContext.ContextAware {

    private String root = "";

    @Override
    public void setIntegrationTestContext(DevServicesContext context) {
      root =
          "http://localhost:"
              + context.devServicesProperties().get("quarkus.wiremock.devservices.port");
    }

    @Override
    public Map<String, String> start() {
      var urls = new HashMap<String, String>();
      urls.put("slack.base-url", root);
      urls.put("webex.base-url", root + "/webex/v1");
      urls.put("discord.base-url", root + "/discord");
      urls.put("msteams.authority-url", root);
      urls.put("msteams.graph-url", root);
      var settings = new HashMap<String, String>();
      urls.forEach((key, url) -> settings.put("chat-connect.providers." + key, url));
      return settings;
    }

    @Override
    public void stop() {
      // The stand-ins belong to the dev service.
    }
  }
}
