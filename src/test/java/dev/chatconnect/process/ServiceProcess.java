package dev.chatconnect.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged service as a process of its own, in the production profile. */
public final class ServiceProcess {

  static final int HEAP_MEGABYTES = 160;

  private static final String PACKAGED = "target/quarkus-app/quarkus-run.jar";
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private final ChildProcess child;

  /**
   * @param name for people, and of its folder
   * @param settings configuration keys and values; none of them is in the environment
   */
  ServiceProcess(String name, Path folder, Map<String, String> settings) {
    var jar = Path.of(System.getProperty("chat-connect.packaged", PACKAGED)).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException("Not packaged yet: " + jar + " is missing (mvn package)");
    }
    var port = Ports.free();
    url = "http://localhost:" + port;
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It starts sooner, and two of them fit beside a build.
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + HEAP_MEGABYTES + "m"));
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.http.host=localhost");
    settings.forEach((key, value) -> command.add("-D" + key + '=' + value));
    command.addAll(List.of("-jar", jar.toString()));
    child = new ChildProcess(name, command, Map.of(), folder);
  }

  /** Root of its routes. */
  public String url() {
    return url;
  }

  /** Starts it, without waiting. */
  public void launch() {
    child.start();
  }

  /** Waits until it says that it is ready. */
  public void awaitReady() {
    child.awaitReady(this::isReady);
  }

  /** Starts it and waits until it is ready; again on the same port after it ended. */
  public void start() {
    launch();
    awaitReady();
  }

  /** SIGKILL. */
  public void kill() {
    child.kill();
  }

  /** SIGTERM, and waits for the end. */
  public void terminate() {
    child.terminate();
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  public void stop() {
    if (child.isAlive()) {
      child.kill();
    }
  }

  /** All that it logged, in all its lives. */
  public String log() {
    return child.log();
  }

  private boolean isReady() {
    var probe = HttpRequest.newBuilder(URI.create(url + "/q/health/ready")).timeout(PROBE).build();
    try {
      return HTTP.send(probe, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
