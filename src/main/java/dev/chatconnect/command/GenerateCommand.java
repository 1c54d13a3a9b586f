package dev.chatconnect.command;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes keys. It needs neither configuration nor Redis, and keeps nothing. */
@Command(
    name = "generate",
    description = {
      "Makes a key and prints it.",
      "",
      "Without a kind it prints the two keys that the service does not start without, as lines of"
          + " an environment file."
    },
    mixinStandardHelpOptions = true)
@RegisterForReflection
final class GenerateCommand implements Runnable {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final SecureRandom random;
  private final PrintStream output;

  @Parameters(arity = "0..1", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
  Optional<KeyKind> kind = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "ID",
      defaultValue = "k1",
      description =
          "Id of an encryption or session key: A-Z a-z 0-9 _ -, never used before. Default: ${DEFAULT-VALUE}")
  String id = "";

  GenerateCommand(SecureRandom random, PrintStream output) {
    this.random = random;
    this.output = output;
  }

  @Override
  public void run() {
    if (!ID.matcher(id).matches()) {
      throw new CommandException("An id holds A-Z a-z 0-9 _ - alone, 32 of them at most.");
    }
    if (kind.isPresent()) {
      output.println(kind.get().generate(random, id));
      return;
    }
    output.println(
        "CHAT_CONNECT_ENVIRONMENTS_DEFAULT_API_KEYS=" + KeyKind.API.generate(random, id));
    output.println("CHAT_CONNECT_ENCRYPTION_KEYS=" + KeyKind.ENCRYPTION.generate(random, id));
  }
}
