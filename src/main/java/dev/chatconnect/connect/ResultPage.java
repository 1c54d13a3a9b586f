package dev.chatconnect.connect;

import java.util.Optional;

import io.quarkus.qute.TemplateData;

/**
 * What the page at the end of a journey says.
 *
 * @param success whether everything worked
 * @param title of the document
 * @param heading one short line
 * @param text what happened
 * @param hint what to do next
 * @param reference id that an operator finds in the log; empty on success
 * @param redirectUri to register at the provider; only for developers
 */
@TemplateData
public record ResultPage(
    boolean success,
    String title,
    String heading,
    String text,
    String hint,
    String reference,
    String redirectUri) {

  private static final String RESTART = "Go back to the application and start again.";

  /** State of the card, for scripts and tests. */
  public String state() {
    return success ? "success" : "error";
  }

  static ResultPage success(JourneyOutcome.Success success) {
    return new ResultPage(
        true,
        "Connection complete",
        "You're all set",
        success.text(),
        "You can close this tab.",
        "",
        "");
  }

  /**
   * The page about a failure. Nothing that the provider or the browser sent is on it.
   *
   * @param redirectUri shown when the app is set up wrongly
   */
  static ResultPage failure(
      JourneyOutcome.Failure failure, String reference, Optional<String> redirectUri) {
    var provider = failure.providerName().orElse("the provider");
    return switch (failure.failure().code()) {
      case JOURNEY_UNKNOWN, JOURNEY_INCOMPLETE ->
          page(
              "This link no longer works",
              "It has expired, was already used, or is not complete.",
              RESTART,
              reference);
      case JOURNEY_CANCELLED ->
          page(
              "Nothing was connected",
              "You cancelled, or " + provider + " did not allow it.",
              "If that was not intended, go back to the application and start again.",
              reference);
      case JOURNEY_MISMATCH ->
          page(
              "That is another workspace",
              "You signed in to another workspace than the one that is connected.",
              "Switch to the connected workspace in " + provider + " and start again.",
              reference);
      case JOURNEY_MISCONFIGURED ->
          new ResultPage(
              false,
              "Setup error",
              failure
                  .advice()
                  .map(advice -> "We couldn't set up " + provider)
                  .orElse("The app is not set up correctly"),
              failure
                  .advice()
                  .map(advice -> failure.failure().message())
                  .orElse(provider + " did not accept how this application is registered."),
              failure
                  .advice()
                  .orElse("Tell the application's support team, with the reference below."),
              reference,
              redirectUri.orElse(""));
      case CONNECTION_IDENTIFIER_TAKEN, CONNECTION_EXISTS, ENDPOINT_USER_TAKEN ->
          page(
              "This is already connected",
              "This account or connection already belongs to someone else in the application.",
              "Disconnect it there first, or ask the application's support team.",
              reference);
      case JOURNEY_PROVIDER_DOWN, JOURNEY_PROVIDER_LIMITED, JOURNEY_BAD_ANSWER ->
          page(
              provider + " is not answering",
              "Nothing was connected, because " + provider + " could not be reached.",
              "Wait a minute, then go back to the application and start again.",
              reference);
      case STORE_UNAVAILABLE, REPLICAS_BEHIND, WRITE_CONTENTION ->
          page(
              "We have a short outage",
              "Nothing was connected.",
              "Wait a minute, then go back to the application and start again.",
              reference);
      default -> page("That did not work", "Nothing was connected.", RESTART, reference);
    };
  }

  private static ResultPage page(String heading, String text, String hint, String reference) {
    return new ResultPage(false, "Connection failed", heading, text, hint, reference, "");
  }
}
