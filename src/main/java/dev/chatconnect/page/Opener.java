package dev.chatconnect.page;

import java.util.Optional;

import io.quarkus.qute.TemplateData;

/**
 * The page that opened a popup, and what it is told.
 *
 * @param origin exact; nobody else can read the message
 * @param outcome of a journey; empty where none has ended
 */
@TemplateData
public record Opener(String origin, Optional<Outcome> outcome) {

  /**
   * How a journey ended.
   *
   * @param status {@code success} or {@code error}
   * @param connectionIdentifier empty where there is none; of an error, the connection that stands
   *     although the user could not be linked to it
   * @param error reason of a failure, empty after a success
   */
  @TemplateData
  public record Outcome(String status, String connectionIdentifier, String error) {

    /** The outcome of a success. */
    public static Outcome success(Optional<String> connectionIdentifier) {
      return new Outcome("success", connectionIdentifier.orElse(""), "");
    }

    /** The outcome of a failure. */
    public static Outcome failure(Optional<String> connectionIdentifier, String reason) {
      return new Outcome("error", connectionIdentifier.orElse(""), reason);
    }
  }
}
