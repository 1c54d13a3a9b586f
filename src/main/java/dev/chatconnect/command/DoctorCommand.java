package dev.chatconnect.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;

/** Says what is wrong with a deployment. */
@Command(
    name = "doctor",
    description = {
      "Looks at configuration, Redis, encryption keys, clock and providers, says what to do, and"
          + " prints what to register at the providers. Changes nothing and prints no secret.",
      "",
      "Exit code 1 when something does not work or loses data."
    },
    mixinStandardHelpOptions = true)
@RegisterForReflection
final class DoctorCommand implements Callable<Integer> {

  private final Stage stage;
  private final PrintStream output;

  DoctorCommand(Stage stage, PrintStream output) {
    this.stage = stage;
    this.output = output;
  }

  @Override
  public Integer call() {
    return stage.with(Doctor.class, this::report);
  }

  private int report(Doctor doctor) {
    var findings = doctor.examine();
    var width = findings.stream().mapToInt(finding -> finding.subject().length()).max().orElse(0);
    findings.forEach(finding -> output.println(finding.text(width)));
    output.println();
    output.println("Register at the providers, byte for byte:");
    doctor.registrations().forEach(output::println);
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL)
        ? Commands.FAILED
        : 0;
  }
}
