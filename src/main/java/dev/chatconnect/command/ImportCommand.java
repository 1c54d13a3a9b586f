package dev.chatconnect.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes lines of an export, or rows of Novu. */
@Command(
    name = "import",
    description = {
      "Takes connections and endpoints as lines of JSON, as POST /v1/transfer does, and writes a"
          + " line for each and a summary.",
      "",
      "Lines that are sealed are opened with the key in "
          + TransferRun.TRANSFER_KEY
          + ", rows of Novu with the one in "
          + TransferRun.NOVU_KEY
          + ". Exit code 1 when a line was not taken or the end of an export is missing."
    },
    mixinStandardHelpOptions = true)
@RegisterForReflection
final class ImportCommand implements Callable<Integer> {

  private final Stage stage;

  @Mixin EnvironmentOption environment = new EnvironmentOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The standard input when absent or -.")
  Optional<Path> input = Optional.empty();

  @Option(names = "--dry-run", description = "Tell what would become of each line, change nothing.")
  boolean dryRun;

  @Option(names = "--failures-only", description = "Leave out the lines that were taken.")
  boolean failuresOnly;

  ImportCommand(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Integer call() {
    return stage.with(TransferRun.class, run -> run.take(environment, input, dryRun, failuresOnly));
  }
}
