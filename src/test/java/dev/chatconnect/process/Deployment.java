package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.chatconnect.secrecy.ProcessAnswers;
import dev.chatconnect.secrecy.ProcessLogs;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replicas of the packaged service with a Redis, and the stand-in for all providers, for the tests
 * of one class. Logs are left in {@code target/process}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Deployment DEPLOYMENT = Deployment.of(2).with("chat-connect.tokens.sweep-every", "off");
 * }</pre>
 */
public final class Deployment implements BeforeAllCallback, AfterAllCallback {

  public static final String API_KEY = "5f1d0b7c9e3a4826b1c7d0e9f8a23b46";

  /** The key of a second environment. */
  public static final String OTHER_API_KEY = "c28e4d61f0b95a7733de81a6094cfb52";

  private static final String ENCRYPTION_KEY = "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final int count;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<ServiceProcess> replicas = new ArrayList<>();
  private final List<ServiceProcess> others = new ArrayList<>();
  private Path folder;
  private final Function<Path, RedisTopology> topology;
  private WireMockServer providers;
  private RedisTopology redis;

  private Deployment(int count, Function<Path, RedisTopology> topology) {
    this.count = count;
    this.topology = topology;
  }

  /** A deployment of so many replicas. */
  public static Deployment of(int replicas) {
    return on(folder -> RedisTopology.named("standalone", folder), replicas);
  }

  /** A deployment on a Redis that is made in a folder. */
  static Deployment on(Function<Path, RedisTopology> topology, int replicas) {
    return new Deployment(replicas, topology);
  }

  /** The same with another value of a configuration key. */
  public Deployment with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    folder = folder(context);
    providers =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                // As many as wait for slow answers at once.
                .containerThreads(64)
                .usingFilesUnderDirectory("src/test/resources"));
    providers.start();
    redis = topology.apply(folder.resolve("redis"));
    redis.start();
    var all = settings(Map.of());
    for (var i = 1; i <= count; i++) {
      replicas.add(new ServiceProcess("replica-" + i, folder.resolve("replica-" + i), all));
    }
    replicas.forEach(ServiceProcess::launch);
    replicas.forEach(ServiceProcess::awaitReady);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    var all = Stream.concat(replicas.stream(), others.stream()).toList();
    var metrics = all.stream().map(ServiceProcess::metrics).flatMap(Optional::stream).toList();
    all.forEach(ServiceProcess::stop);
    if (redis != null) {
      redis.stop();
    }
    if (providers != null) {
      providers.stop();
    }
    all.forEach(replica -> ProcessLogs.requireNoSecrets("a replica", replica.log()));
    assertThat(metrics).as("secrets in metrics").flatMap(ProcessAnswers::findings).isEmpty();
  }

  /** Where tests of this class may leave files. */
  Path folder() {
    return folder;
  }

  /** The stand-in for all providers, with the stubs of {@code src/test/resources/mappings}. */
  public WireMockServer providers() {
    return providers;
  }

  /** The one server of a deployment that {@link #of} made. */
  public RedisProcess redis() {
    return ((RedisTopology.RedisAlone) redis).server();
  }

  /** A replica, counted from 0; also from beyond the last, so that callers can go round. */
  public ServiceProcess replica(int i) {
    return replicas.get(i % replicas.size());
  }

  /** One more replica, not started yet, with other values of some configuration keys. */
  public ServiceProcess another(String name, Map<String, String> otherSettings) {
    var replica = new ServiceProcess(name, folder.resolve(name), settings(otherSettings));
    others.add(replica);
    return replica;
  }

  /** The configuration of a replica, with other values of some keys. */
  Map<String, String> settings(Map<String, String> otherSettings) {
    var all = new LinkedHashMap<String, String>(production());
    all.putAll(settings);
    all.putAll(otherSettings);
    return all;
  }

  private Map<String, String> production() {
    var root = "http://localhost:" + providers.port();
    var all = new LinkedHashMap<>(redis.settings());
    all.putAll(
        Map.ofEntries(
            Map.entry("chat-connect.environments.default.api-keys", API_KEY),
            Map.entry("chat-connect.environments.other.api-keys", OTHER_API_KEY),
            Map.entry("chat-connect.encryption.keys", ENCRYPTION_KEY),
            Map.entry("chat-connect.providers.slack.base-url", root),
            Map.entry("chat-connect.providers.webex.base-url", root + "/webex/v1"),
            Map.entry("chat-connect.providers.discord.base-url", root + "/discord"),
            Map.entry("chat-connect.providers.msteams.authority-url", root),
            Map.entry("chat-connect.providers.msteams.graph-url", root)));
    return all;
  }

  private static Path folder(ExtensionContext context) {
    try {
      var root = Files.createDirectories(Path.of("target/process").toAbsolutePath());
      return Files.createTempDirectory(root, context.getRequiredTestClass().getSimpleName() + '-');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
