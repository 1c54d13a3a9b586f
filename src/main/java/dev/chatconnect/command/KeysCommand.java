package dev.chatconnect.command;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;

/** What has to do with keys. */
@Command(name = "keys", description = "Makes keys.", mixinStandardHelpOptions = true)
@RegisterForReflection
final class KeysCommand {}
