package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The Redis servers of the packaged service where the system property {@value #NAME} asks. */
public class PackagedTopology implements QuarkusTestResourceLifecycleManager {

  static final String NAME = "redis.topology";
  static final String ALONE = "standalone";

  private RedisTopology servers;

  /** What is asked for. */
  static String name() {
    return System.getProperty(NAME, ALONE);
  }

  @Override
  public Map<String, String> start() {
    try {
      var root = Files.createDirectories(Path.of("target/process").toAbsolutePath());
      servers = RedisTopology.named(name(), Files.createTempDirectory(root, name() + '-'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    servers.start();
    return servers.settings();
  }

  @Override
  public void stop() {
    servers.stop();
  }
}
