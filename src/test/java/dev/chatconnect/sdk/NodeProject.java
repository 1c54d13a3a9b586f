package dev.chatconnect.sdk;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.logging.Log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A Node project of {@code src/test}, copied to {@code target/node} so that its packages are
 * installed outside the sources, and once for many runs.
 */
public final class NodeProject {

  private static final long MINUTES = 5;

  private final Path home;

  private NodeProject(Path home) {
    this.home = home;
  }

  /** What a script said and how it ended. */
  public record Run(int exitCode, String output) {}

  /** A project of {@code src/test/node}, see {@link #installFrom}. */
  public static NodeProject install(String name) throws Exception {
    return installFrom(Path.of("src/test/node", name));
  }

  /** The project with its packages; skips the test where Node or npm is missing. */
  public static NodeProject installFrom(Path source) throws Exception {
    requireNode();
    var home = Path.of("target/node", source.getFileName().toString());
    copy(source, home);
    var project = new NodeProject(home);
    var lock = Files.readString(home.resolve("package-lock.json"));
    var marker = home.resolve("node_modules/.installed-lock");
    if (!Files.exists(marker) || !Files.readString(marker).equals(lock)) {
      var install = project.run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
      assertThat(install.exitCode()).as(install.output()).isZero();
      Files.writeString(marker, lock);
    }
    return project;
  }

  /** Skips the test where Node or npm is missing. */
  public static void requireNode() {
    var reason = "skipped: node and npm are not both on the PATH";
    if (!onPath("node") || !onPath("npm")) {
      Log.warn(reason);
      abort(reason);
    }
  }

  /** Where the project is built. */
  public Path home() {
    return home;
  }

  /** Puts a file beside those of the project. */
  public void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }

  /** Puts a folder beside the files of the project. */
  public void add(Path folder) throws IOException {
    copy(folder, home.resolve(folder.getFileName()));
  }

  /** Runs a script of the package. */
  public Run script(String name, Map<String, String> environment) throws Exception {
    return run(environment, "npm", "run", "--silent", name);
  }

  private Run run(Map<String, String> environment, String... command) throws Exception {
    var output = Files.createTempFile(home, "output", ".txt");
    try {
      var builder =
          new ProcessBuilder(List.of(command))
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("NO_COLOR", "1");
      var process = builder.start();
      var ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      var text = Files.readString(output);
      return ended
          ? new Run(process.exitValue(), text)
          : new Run(-1, text + "\nnot done after " + MINUTES + " minutes");
    } finally {
      Files.delete(output);
    }
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (folder.endsWith("node_modules")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target.resolve(source.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file, target.resolve(source.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
