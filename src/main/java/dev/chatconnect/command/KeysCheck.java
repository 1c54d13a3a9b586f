package dev.chatconnect.command;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.keyring.KeyGuard;
import dev.chatconnect.keyring.WrongKeysException;
import dev.chatconnect.web.ApiException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Whether the configured encryption keys are those that stored data is under. */
@Singleton
@Priority(3)
class KeysCheck implements Check {

  private final Environments environments;
  private final KeyGuard guard;

  KeysCheck(Environments environments, KeyGuard guard) {
    this.environments = environments;
    this.guard = guard;
  }

  @Override
  public Uni<List<Finding>> look() {
    return Multi.createFrom()
        .iterable(environments.all())
        .onItem()
        .transformToUniAndConcatenate(this::look)
        .collect()
        .asList();
  }

  private Uni<Finding> look(Environment environment) {
    var subject = "keys of " + environment.name();
    return guard
        .compare(environment)
        .map(stored -> stored ? Finding.ok(subject, "fit the stored data") : nothingStored(subject))
        .onFailure(WrongKeysException.class)
        .recoverWithItem(
            wrong ->
                Finding.fail(
                    subject, "do not fit the stored data", String.valueOf(wrong.getMessage())))
        .onFailure(ApiException.class)
        .recoverWithItem(Finding.skipped(subject, "not compared: Redis does not answer"))
        .onFailure()
        .recoverWithItem(
            failure ->
                Finding.fail(
                    subject,
                    "could not be compared (" + failure.getClass().getSimpleName() + ")",
                    "That is a fault of the service, or of what is stored: report it."));
  }

  /** Every key fits an empty Redis, which is what a restore that went wrong leaves. */
  private static Finding nothingStored(String subject) {
    return Finding.warn(
        subject,
        "nothing to compare with: Redis holds no data of this environment yet",
        "Nothing to do before the first start. After a restore the data is not there: see Backup"
            + " and restore in docs/operations.md, and do not start the service before.");
  }
}
