package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a command of the packaged program, jar or binary. */
final class Program {

  private static final long SECONDS = 120;

  private final Map<String, String> settings;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private Path input = Path.of("/dev/null");

  /**
   * @param settings configuration keys and values
   */
  Program(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  /**
   * What it said, and how it ended.
   *
   * @param output of the standard output alone
   * @param errors of the error output alone
   */
  record Run(int exitCode, String output, String errors) {}

  /** The same with an environment variable. */
  Program with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** The same with a file as standard input. */
  Program reading(Path file) {
    input = file;
    return this;
  }

  /** Starts it; its outputs go to files beside each other. */
  Process start(Path output, Path errors, String... arguments) throws IOException {
    var builder =
        new ProcessBuilder(command(arguments))
            .redirectInput(input.toFile())
            .redirectOutput(Redirect.to(output.toFile()))
            .redirectError(Redirect.to(errors.toFile()));
    // The machine would tell of it on the error output.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(variables);
    return builder.start();
  }

  /** Runs it to its end. */
  Run run(String... arguments) {
    try {
      var output = Files.createTempFile("output", ".txt");
      var errors = Files.createTempFile("errors", ".txt");
      var process = start(output, errors, arguments);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("does not end:\n" + Files.readString(errors));
      }
      var run = new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
      Files.delete(output);
      Files.delete(errors);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  List<String> command(String... arguments) {
    var options = new ArrayList<String>();
    settings.forEach((key, value) -> options.add("-D" + key + '=' + value));
    var command = new ArrayList<>(ServiceProcess.command(options));
    command.addAll(List.of(arguments));
    return command;
  }
}
