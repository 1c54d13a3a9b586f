package dev.chatconnect.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.event.Actor;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.keyring.KeyGuard;
import dev.chatconnect.transfer.TransferSecrets;
import dev.chatconnect.transfer.Transfers;
import dev.chatconnect.web.ApiException;
import io.quarkus.arc.Unremovable;
import io.vertx.core.json.JsonObject;

/** Exports and imports, to and from files or the standard streams. */
@Singleton
@Unremovable
class TransferRun {

  static final String TRANSFER_KEY = "CHAT_CONNECT_TRANSFER_KEY";
  static final String NOVU_KEY = "NOVU_STORE_ENCRYPTION_KEY";

  private final Environments environments;
  private final KeyGuard guard;
  private final Transfers transfers;
  private final CurrentActor actor;

  TransferRun(Environments environments, KeyGuard guard, Transfers transfers, CurrentActor actor) {
    this.environments = environments;
    this.guard = guard;
    this.transfers = transfers;
    this.actor = actor;
  }

  int export(EnvironmentOption wanted, Optional<Path> output, boolean secrets) {
    var environment = wanted.one(environments);
    var key = secrets ? variable(TRANSFER_KEY) : Optional.<String>empty();
    if (secrets && key.isEmpty()) {
      throw new CommandException(
          "--secrets needs a key in " + TRANSFER_KEY + ": make one with keys generate transfer.");
    }
    guard.verify().await().indefinitely();
    actor.setForProcess(Actor.command("export"));
    try (var target = ExportTarget.of(output);
        var progress = new Progress("export " + environment.name());
        var lines =
            transfers
                .export(environment, new TransferSecrets(key, Optional.empty()))
                .subscribe()
                .asStream()) {
      var total = transfers.records(environment).await().indefinitely();
      var written = 0L;
      var last = "";
      for (var line : (Iterable<String>) lines::iterator) {
        target.write(line);
        // The first and the last line are none.
        progress.update(Math.max(0, written++), total, "records");
        last = line;
      }
      target.complete();
      return judge(new JsonObject(last));
    } catch (IOException e) {
      throw new CommandException("The file cannot be written: " + e.getMessage());
    } catch (ApiException stopped) {
      throw new CommandException(
          stopped.message() + " The export ended before it was whole: do not use what it wrote.");
    }
  }

  private static int judge(JsonObject end) {
    var unreadable = end.getLong("unreadable");
    if (unreadable == 0) {
      return 0;
    }
    Commands.say(
        "Records whose secrets cannot be decrypted with the configured keys: "
            + unreadable
            + ". They were written without them, each with \"unreadable\":true.");
    return Commands.FAILED;
  }

  int take(EnvironmentOption wanted, Optional<Path> input, boolean dryRun, boolean failuresOnly) {
    var environment = wanted.one(environments);
    guard.verify().await().indefinitely();
    actor.setForProcess(Actor.command("import"));
    try (var source = ImportSource.of(input);
        var progress = new Progress("import " + environment.name());
        var answers =
            transfers
                .take(
                    environment,
                    source.pieces(),
                    new TransferSecrets(variable(TRANSFER_KEY), variable(NOVU_KEY)),
                    dryRun,
                    failuresOnly)
                .subscribe()
                .asStream()) {
      var output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      var last = "";
      for (var answer : (Iterable<String>) answers::iterator) {
        output.println(answer);
        progress.update(source.read() / 1024, source.size() / 1024, "KiB");
        last = answer;
      }
      output.flush();
      if (source.read() == 0) {
        throw new CommandException("There is nothing to import: the input is empty.");
      }
      return judge(new JsonObject(last), source.isExport());
    } catch (IOException e) {
      throw new CommandException("The file cannot be read: " + e.getMessage());
    } catch (ApiException stopped) {
      throw new CommandException(
          stopped.message() + " Import again: what was taken is not taken twice.");
    }
  }

  private static int judge(JsonObject summary, boolean isExport) {
    if (isExport && !summary.getBoolean("complete")) {
      Commands.say(
          "The export was cut off, or lines were lost on the way: its last line is missing or tells"
              + " of another number of records.");
      return Commands.FAILED;
    }
    return summary.getLong("failed") == 0 ? 0 : Commands.FAILED;
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
