package dev.chatconnect.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Option;

/** Which environments a command is for. */
@RegisterForReflection
final class EnvironmentOption {

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Name or id of an environment.")
  Optional<String> wanted = Optional.empty();

  /** The one that is named, or all. */
  List<Environment> all(Environments environments) {
    return wanted.isEmpty() ? environments.all() : List.of(one(environments));
  }

  /** The one that is named, or the only one that there is. */
  Environment one(Environments environments) {
    var matching =
        environments.all().stream()
            .filter(
                candidate ->
                    wanted
                        .map(name -> name.equals(candidate.name()) || name.equals(candidate.id()))
                        .orElse(true))
            .toList();
    if (matching.size() != 1) {
      throw new CommandException(
          wanted
                  .map(name -> "There is no environment \"" + name + "\", but: ")
                  .orElse("Name one environment with --environment: ")
              + environments.all().stream()
                  .map(Environment::name)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    return matching.get(0);
  }
}
