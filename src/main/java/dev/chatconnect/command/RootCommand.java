package dev.chatconnect.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;

/** The program itself. Without arguments it never gets here: it serves. */
@Command(
    name = "chat-connect",
    description = {
      "Connects the chat apps of your users to your product.",
      "",
      "Without a command it runs the service. Commands read the same configuration."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit code: 0 done, 1 something is wrong, 2 no such command or option."})
// The class of the options --help and --version is picocli's own.
@RegisterForReflection(
    classNames = {"dev.chatconnect.command.RootCommand", "picocli.CommandLine$AutoHelpMixin"})
final class RootCommand {}
