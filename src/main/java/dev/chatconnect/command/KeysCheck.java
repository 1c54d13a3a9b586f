package dev.chatconnect.command;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.keyring.KeyGuard;
import dev.chatconnect.keyring.WrongKeysException;
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
        .map(fits -> Finding.ok(subject, "fit the stored data"))
        .onFailure(WrongKeysException.class)
        .recoverWithItem(
            wrong ->
                Finding.fail(
                    subject, "do not fit the stored data", String.valueOf(wrong.getMessage())))
        .onFailure()
        .recoverWithItem(Finding.skipped(subject, "not compared: Redis does not answer"));
  }
}
