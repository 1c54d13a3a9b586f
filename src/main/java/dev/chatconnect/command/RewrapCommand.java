package dev.chatconnect.command;

import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts stored secrets under the first encryption key. */
@Command(
    name = "rewrap",
    description = {
      "Puts stored secrets under the first encryption key, while the service goes on serving.",
      "",
      "Goes on where a former run ended, and follows one that a replica is at. Rewraps every"
          + " environment unless one is named."
    },
    mixinStandardHelpOptions = true)
@RegisterForReflection
final class RewrapCommand implements Callable<Integer> {

  private final Stage stage;

  @Mixin EnvironmentOption environment = new EnvironmentOption();

  RewrapCommand(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Integer call() {
    return stage.with(RewrapRun.class, run -> run.rewrap(environment));
  }
}
