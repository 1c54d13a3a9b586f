package dev.chatconnect.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The packaged service, jar or binary, as a process of its own, in the production profile. */
public final class ServiceProcess {

  static final int HEAP_MEGABYTES = 160;

  private static final String JAR = "target/quarkus-app/quarkus-run.jar";

  /** It starts sooner, and two of them fit beside a build. */
  private static final List<String> JVM =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx" + HEAP_MEGABYTES + "m");

  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private final String managementUrl;
  private final ChildProcess child;

  /**
   * @param name for people, and of its folder
   * @param settings configuration keys and values; none of them is in the environment
   */
  ServiceProcess(String name, Path folder, Map<String, String> settings) {
    var port = Ports.free();
    url = "http://localhost:" + port;
    var managementPort = Ports.free();
    managementUrl = "http://localhost:" + managementPort;
    var options = new ArrayList<String>();
    options.add("-Dquarkus.http.port=" + port);
    options.add("-Dquarkus.http.host=localhost");
    options.add("-Dquarkus.management.port=" + managementPort);
    options.add("-Dquarkus.management.host=localhost");
    // Read for secrets in the end.
    options.add("-Dquarkus.log.category.\"dev.chatconnect\".level=DEBUG");
    settings.forEach((key, value) -> options.add("-D" + key + '=' + value));
    child = new ChildProcess(name, command(options), Map.of(), folder);
  }

  /** How the program is started, jar or binary. */
  static List<String> command(List<String> options) {
    var program = program();
    return isJar(program) ? java(program, options) : binary(program, options);
  }

  private static Path program() {
    var program = Path.of(System.getProperty("chat-connect.packaged", JAR)).toAbsolutePath();
    if (!Files.exists(program)) {
      throw new IllegalStateException("Not packaged yet: " + program + " is missing (mvn package)");
    }
    return program;
  }

  private static boolean isJar(Path program) {
    return program.toString().endsWith(".jar");
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

  /** SIGTERM, without waiting. */
  void askToEnd() {
    child.askToEnd();
  }

  void awaitEnd() {
    child.awaitEnd();
  }

  /** Whether it runs on a virtual machine, not as a binary. */
  boolean isJava() {
    return isJar(program());
  }

  long pid() {
    return child.pid();
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

  private static List<String> java(Path jar, List<String> options) {
    return Stream.of(JVM, options, List.of("-jar", jar.toString())).flatMap(List::stream).toList();
  }

  private static List<String> binary(Path program, List<String> options) {
    return Stream.concat(Stream.of(program.toString()), options.stream()).toList();
  }

  boolean isReady() {
    return readiness().filter(answer -> answer.statusCode() == 200).isPresent();
  }

  /** What it says of its readiness; empty when it says nothing. */
  Optional<HttpResponse<String>> readiness() {
    return management("/q/health/ready");
  }

  /** Its metrics; empty when it does not run. */
  Optional<String> metrics() {
    return management("/q/metrics").map(HttpResponse::body);
  }

  private Optional<HttpResponse<String>> management(String path) {
    var request = HttpRequest.newBuilder(URI.create(managementUrl + path)).timeout(PROBE).build();
    try {
      return Optional.of(HTTP.send(request, BodyHandlers.ofString()));
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
