package dev.chatconnect.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatconnect.sdk.NodeProject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application of {@code src/test/web}, built and served from an origin of its own, as a product
 * would be.
 */
public final class ExampleSite implements AutoCloseable {

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

  private final Path root;
  private final HttpServer server;

  private ExampleSite(Path root, HttpServer server) {
    this.root = root;
    this.server = server;
  }

  /** Builds and serves it; skips the test where Node or npm is missing. */
  public static ExampleSite start() throws Exception {
    var project = NodeProject.installFrom(Path.of("src/test/web"));
    var build = project.script("build", Map.of());
    assertThat(build.exitCode()).as(build.output()).isZero();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    var site = new ExampleSite(project.home().resolve("dist").toRealPath(), server);
    server.createContext("/", site::answer);
    server.start();
    return site;
  }

  /** URL of the page with what its back end knows. */
  public String url(Map<String, String> knowledge) {
    var query =
        knowledge.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return "http://localhost:" + server.getAddress().getPort() + "/?" + query;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var file = root.resolve(path.equals("/") ? "index.html" : path.substring(1)).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    var name = file.getFileName().toString();
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, Files.size(file));
    try (var body = exchange.getResponseBody()) {
      Files.copy(file, body);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
