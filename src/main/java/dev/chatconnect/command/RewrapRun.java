package dev.chatconnect.command;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.event.Actor;
import dev.chatconnect.keyring.KeyGuard;
import dev.chatconnect.keyring.Rewrap;
import dev.chatconnect.keyring.RewrapProgress;
import dev.chatconnect.keyring.RewrapStatus;
import dev.chatconnect.web.ApiException;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Uni;

/** Rewraps environments one after the other and waits for the end. */
@Singleton
@Unremovable
class RewrapRun {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Actor OPERATOR = Actor.command("rewrap");

  private final Environments environments;
  private final KeyGuard guard;
  private final Rewrap rewrap;
  private final KeyRing ring;

  RewrapRun(Environments environments, KeyGuard guard, Rewrap rewrap, KeyRing ring) {
    this.environments = environments;
    this.guard = guard;
    this.rewrap = rewrap;
    this.ring = ring;
  }

  int rewrap(EnvironmentOption wanted) {
    try {
      guard.verify().await().indefinitely();
      var done = true;
      for (var environment : wanted.all(environments)) {
        done &= rewrap(environment);
      }
      return done ? 0 : Commands.FAILED;
    } catch (ApiException stopped) {
      throw new CommandException(
          stopped.message() + " Run rewrap again: it goes on where it stopped.");
    }
  }

  /** Whether everything is under the first key now. */
  private boolean rewrap(Environment environment) {
    var end = follow(environment).progress();
    Commands.output()
        .printf(
            "%s: %s, key %s, %d records, passes: %d, %d re-encrypted, %d unreadable%n",
            environment.name(),
            end.status() == RewrapProgress.Status.DONE ? "done" : "incomplete",
            end.keyId(),
            end.examined(),
            end.pass(),
            end.rewrapped(),
            end.failed());
    if (end.status() == RewrapProgress.Status.DONE) {
      return true;
    }
    Commands.say(
        "Keep the former key: some records could not be read (event=rewrap_failed names them), or a"
            + " replica still encrypts with it. See to it, then run rewrap again.");
    return false;
  }

  /** Starts a run, or follows the one that is under way, and takes up what was left. */
  private RewrapStatus follow(Environment environment) {
    var perPass = rewrap.records(environment).await().indefinitely();
    try (var progress = new Progress("rewrap " + environment.name())) {
      var status = rewrap.start(environment, OPERATOR).await().indefinitely();
      while (goesOn(status)) {
        show(progress, status.progress(), perPass);
        pause();
        status = look(environment);
      }
      return status;
    }
  }

  /** Also after the end of one that a replica with another first key was at. */
  private boolean goesOn(RewrapStatus status) {
    return status.progress().status() == RewrapProgress.Status.RUNNING
        || !status.progress().keyId().equals(ring.currentId());
  }

  /** Takes it up where whoever was at it went away. */
  private RewrapStatus look(Environment environment) {
    return rewrap
        .status(environment)
        .map(Optional::orElseThrow)
        .chain(
            status ->
                goesOn(status) && !status.active()
                    ? rewrap.start(environment, OPERATOR)
                    : Uni.createFrom().item(status))
        .await()
        .indefinitely();
  }

  /** A second pass at least looks whether the first left anything. */
  private static void show(Progress line, RewrapProgress progress, long perPass) {
    line.update(progress.examined(), perPass * Math.max(2, progress.pass()), "records");
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("Interrupted. Run rewrap again: it goes on where it stopped.");
    }
  }
}
