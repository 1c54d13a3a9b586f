package dev.chatconnect.connect;

import java.util.Optional;
import java.util.Set;

import dev.chatconnect.web.ErrorCode;
import io.quarkus.qute.TemplateData;

/**
 * What the page at the end of a journey says.
 *
 * @param tone how good the news is: colour and symbol
 * @param title of the document
 * @param heading one short line
 * @param text what happened
 * @param hint what to do next
 * @param reference id that an operator finds in the log; empty where nothing failed
 * @param redirectUri to register at the provider; only for developers
 */
@TemplateData
public record ResultPage(
    Tone tone,
    String title,
    String heading,
    String text,
    String hint,
    String reference,
    String redirectUri) {

  /** Something else is where the result would have to go. */
  private static final Set<ErrorCode> CONFLICTS =
      Set.of(
          ErrorCode.CONNECTION_IDENTIFIER_TAKEN,
          ErrorCode.CONNECTION_EXISTS,
          ErrorCode.ENDPOINT_USER_TAKEN,
          ErrorCode.SHARED_CONNECTION_PROTECTED);

  /** How good the news is. */
  @TemplateData
  public enum Tone {
    GOOD,
    OVER,
    NEUTRAL,
    STALE,
    BUSY,
    BAD;

    /** The name of its style. */
    public String css() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** State of the card, for scripts and tests. */
  public String state() {
    return switch (tone) {
      case GOOD -> "success";
      case OVER -> "over";
      default -> "error";
    };
  }

  /** Whether the same address may tell better news in a moment. */
  public boolean repeatable() {
    return tone == Tone.BUSY;
  }

  /** Whether it has to be said at once. */
  public boolean alarming() {
    return tone != Tone.GOOD && tone != Tone.OVER;
  }

  /**
   * The page about a success.
   *
   * @param provider its name
   */
  static ResultPage success(
      JourneyOutcome.Success success, String provider, ResultMessages messages) {
    var linked = success.ended().linksUser();
    return new ResultPage(
        Tone.GOOD,
        messages.doneTitle(),
        messages.doneHeading(),
        linked ? messages.linked(provider) : messages.connected(provider),
        messages.closeTab(),
        "",
        "");
  }

  /** The page for whoever comes again: that it is over, and nothing of how it ended. */
  static ResultPage revisited(ResultMessages say) {
    return page(Tone.OVER, say.overTitle(), say.overHeading(), say.overText(), say.overHint(), "");
  }

  /**
   * The page about a failure. Nothing that the provider or the browser sent is on it.
   *
   * @param redirectUri shown when the app is set up wrongly
   */
  static ResultPage failure(
      JourneyOutcome.Failure failure,
      String reference,
      Optional<String> redirectUri,
      ResultMessages say) {
    if (failure.unconfirmed()) {
      return page(
          Tone.NEUTRAL,
          say.unconfirmedTitle(),
          say.unconfirmedHeading(),
          say.unconfirmedText(),
          say.unconfirmedHint(),
          reference);
    }
    if (failure.repeatable()) {
      return page(
          Tone.BUSY,
          say.failedTitle(),
          say.outageHeading(),
          say.nothingText(),
          say.repeatHint(),
          reference);
    }
    var provider = failure.providerName().orElseGet(say::someProvider);
    var page = failure(failure, provider, reference, redirectUri, say);
    return failure.connected().isPresent() ? page.notLinked(failure, provider, say) : page;
  }

  /** The same failure where the workspace is connected, and only the user could not be linked. */
  private ResultPage notLinked(
      JourneyOutcome.Failure failure, String provider, ResultMessages say) {
    var code = failure.failure().code();
    var tellsWhy =
        CONFLICTS.contains(code)
            || code == ErrorCode.JOURNEY_CANCELLED
            || code == ErrorCode.JOURNEY_MISMATCH
            || code == ErrorCode.JOURNEY_MISCONFIGURED;
    // Of others, that nothing was connected would not be true.
    var why = tellsWhy ? ' ' + text : "";
    return new ResultPage(
        Tone.NEUTRAL,
        say.notLinkedTitle(),
        say.notLinkedHeading(provider),
        say.notLinkedText(provider) + why,
        hint,
        reference,
        redirectUri);
  }

  private static ResultPage failure(
      JourneyOutcome.Failure failure,
      String provider,
      String reference,
      Optional<String> redirectUri,
      ResultMessages say) {
    if (CONFLICTS.contains(failure.failure().code())) {
      return page(
          Tone.BAD,
          say.failedTitle(),
          say.conflictHeading(),
          say.conflictText(),
          say.conflictHint(),
          reference);
    }
    return switch (failure.failure().code()) {
      case JOURNEY_UNKNOWN, JOURNEY_INCOMPLETE ->
          page(
              Tone.STALE,
              say.failedTitle(),
              say.unknownHeading(),
              say.unknownText(),
              say.restart(),
              reference);
      case JOURNEY_OTHER_BROWSER ->
          page(
              Tone.STALE,
              say.failedTitle(),
              say.otherBrowserHeading(),
              say.otherBrowserText(),
              say.otherBrowserHint(),
              reference);
      case JOURNEY_CANCELLED ->
          page(
              Tone.NEUTRAL,
              say.failedTitle(),
              say.cancelledHeading(),
              say.cancelledText(provider),
              say.cancelledHint(),
              reference);
      case JOURNEY_MISMATCH ->
          page(
              Tone.BAD,
              say.failedTitle(),
              say.mismatchHeading(),
              say.mismatchText(),
              say.mismatchHint(provider),
              reference);
      case JOURNEY_MISCONFIGURED -> misconfigured(failure, provider, reference, redirectUri, say);
      case JOURNEY_PROVIDER_DOWN, JOURNEY_PROVIDER_LIMITED, JOURNEY_BAD_ANSWER ->
          page(
              Tone.BAD,
              say.failedTitle(),
              say.providerDownHeading(provider),
              say.providerDownText(provider),
              say.laterHint(),
              reference);
      case STORE_UNAVAILABLE,
          REPLICAS_BEHIND,
          WRITE_CONTENTION,
          JOURNEYS_TOO_MANY,
          OWN_JOURNEYS_TOO_MANY,
          SECRET_UNREADABLE ->
          page(
              Tone.BAD,
              say.failedTitle(),
              say.outageHeading(),
              say.nothingText(),
              say.laterHint(),
              reference);
      default ->
          page(
              Tone.BAD,
              say.failedTitle(),
              say.otherHeading(),
              say.nothingText(),
              say.restart(),
              reference);
    };
  }

  /** The advice comes from the provider's package and is for whoever set the app up: English. */
  private static ResultPage misconfigured(
      JourneyOutcome.Failure failure,
      String provider,
      String reference,
      Optional<String> redirectUri,
      ResultMessages say) {
    var advised = failure.advice().isPresent();
    return new ResultPage(
        Tone.BAD,
        say.setupTitle(),
        advised ? say.adviceHeading(provider) : say.misconfiguredHeading(),
        advised ? failure.failure().message() : say.misconfiguredText(provider),
        failure.advice().orElseGet(say::misconfiguredHint),
        reference,
        redirectUri.orElse(""));
  }

  private static ResultPage page(
      Tone tone, String title, String heading, String text, String hint, String reference) {
    return new ResultPage(tone, title, heading, text, hint, reference, "");
  }
}
