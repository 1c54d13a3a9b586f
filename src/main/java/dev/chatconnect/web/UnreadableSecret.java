package dev.chatconnect.web;

import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.logging.LogText;
import io.quarkus.logging.Log;

/** What becomes of a request that needs a secret which nobody can decrypt. */
public final class UnreadableSecret {

  private UnreadableSecret() {}

  /**
   * The answer, which says that it is for the operator to help; the log tells the operator where.
   */
  public static ApiException answer(UndecipherableException failure) {
    Log.errorf(
        "event=secret_unreadable secret=\"%s\" key=%s cause=\"%s\"",
        LogText.quotable(failure.place().orElse("unknown")),
        failure.keyId().orElse("unknown"),
        LogText.quotable(failure));
    return ErrorCode.SECRET_UNREADABLE.with();
  }
}
