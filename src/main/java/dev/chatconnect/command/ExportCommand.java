package dev.chatconnect.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes connections and endpoints as lines. */
@Command(
    name = "export",
    description = {
      "Writes the connections and endpoints of an environment as lines of JSON, as GET /v1/transfer"
          + " does.",
      "",
      "Holds no secret without --secrets. Exit code 1 when it is not whole, or secrets could not be"
          + " read."
    },
    mixinStandardHelpOptions = true)
@RegisterForReflection
final class ExportCommand implements Callable<Integer> {

  private final Stage stage;

  @Mixin EnvironmentOption environment = new EnvironmentOption();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "A new file, which nobody else may read and which is there once it is whole. The standard"
              + " output when absent.")
  Optional<Path> output = Optional.empty();

  @Option(
      names = "--secrets",
      description =
          "With tokens and other secrets, encrypted with the key in the variable "
              + TransferRun.TRANSFER_KEY
              + " (keys generate transfer).")
  boolean secrets;

  ExportCommand(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Integer call() {
    return stage.with(TransferRun.class, run -> run.export(environment, output, secrets));
  }
}
