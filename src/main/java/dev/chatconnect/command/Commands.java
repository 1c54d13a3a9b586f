package dev.chatconnect.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

import dev.chatconnect.keyring.WrongKeysException;
import dev.chatconnect.web.ApiException;
import io.quarkus.logging.Log;
import picocli.CommandLine;

/**
 * The commands of the program. Results go to the standard output and nothing else does; sentences
 * for people, progress and the log go to the error output.
 */
public final class Commands {

  /** Exit code of a command that found something wrong, or could not do its work. */
  static final int FAILED = 1;

  private static final String NAME = "chat-connect: ";

  private Commands() {}

  /**
   * Runs the command that the arguments name; may end the process itself.
   *
   * @return the exit code: 0 done, 1 failed, 2 the arguments make no command
   */
  public static int run(String... arguments) {
    return execute(new Outside(List.of(arguments)), arguments);
  }

  static int execute(Stage stage, String... arguments) {
    return line(stage).execute(arguments);
  }

  /** A sentence for whoever runs the command. */
  static void say(String text) {
    errors().println(text);
  }

  private static CommandLine line(Stage stage) {
    var keys =
        new CommandLine(new KeysCommand())
            .addSubcommand(new GenerateCommand(new SecureRandom(), output()));
    var line =
        new CommandLine(new RootCommand())
            .addSubcommand(new DoctorCommand(stage, output()))
            .addSubcommand(keys)
            .addSubcommand(new RewrapCommand(stage))
            .addSubcommand(new ExportCommand(stage))
            .addSubcommand(new ImportCommand(stage));
    line.getCommandSpec().version(Version.text());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(output(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(errors(), true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure));
  }

  static PrintStream output() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  private static PrintStream errors() {
    return new PrintStream(System.err, true, StandardCharsets.UTF_8);
  }

  /** What a command says of its own failures may be told; other messages may quote anything. */
  private static int fail(Exception failure) {
    Log.debug("event=command_failed", failure);
    say(NAME + (mayBeTold(failure) ? failure.getMessage() : failure.getClass().getSimpleName()));
    return FAILED;
  }

  private static boolean mayBeTold(Exception failure) {
    return failure instanceof CommandException
        || failure instanceof ApiException
        || failure instanceof WrongKeysException;
  }
}
