package dev.chatconnect.connect;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What result pages say, in English; other languages are in {@code messages/result_*.properties}.
 */
@MessageBundle(value = "result", locale = "en")
public interface ResultMessages {

  @Message("Connection complete")
  String doneTitle();

  @Message("You're all set")
  String doneHeading();

  @Message("{provider} is connected and ready to use.")
  String connected(String provider);

  @Message("Your {provider} account is linked.")
  String linked(String provider);

  @Message("You can close this tab.")
  String closeTab();

  @Message("Nothing left to do")
  String overTitle();

  @Message("There is nothing left to do here")
  String overHeading();

  @Message("How it ended was shown when you came here first.")
  String overText();

  @Message("You can close this tab. If something is missing in the application, start again there.")
  String overHint();

  @Message("Account not linked")
  String notLinkedTitle();

  @Message("{provider} is connected")
  String notLinkedHeading(String provider);

  @Message("Only your own {provider} account could not be linked.")
  String notLinkedText(String provider);

  @Message("Connection failed")
  String failedTitle();

  @Message("Setup error")
  String setupTitle();

  @Message("Go back to the application and start again.")
  String restart();

  @Message("the provider")
  String someProvider();

  @Message("This link no longer works")
  String unknownHeading();

  @Message("It has expired, was already used, or is not complete.")
  String unknownText();

  @Message("This did not begin here")
  String otherBrowserHeading();

  @Message(
      "It can be finished only in the browser where it began, while that visit lasts. Nothing was connected.")
  String otherBrowserText();

  @Message(
      "Go back to the application and start again. If someone else sent you here, close this tab.")
  String otherBrowserHint();

  @Message("Nothing was connected")
  String cancelledHeading();

  @Message("You cancelled, or {provider} did not allow it.")
  String cancelledText(String provider);

  @Message("If that was not intended, go back to the application and start again.")
  String cancelledHint();

  @Message("That is another workspace")
  String mismatchHeading();

  @Message("You signed in to another workspace than the one that is connected.")
  String mismatchText();

  @Message("Switch to the connected workspace in {provider} and start again.")
  String mismatchHint(String provider);

  @Message("The app is not set up correctly")
  String misconfiguredHeading();

  @Message("{provider} did not accept how this application is registered.")
  String misconfiguredText(String provider);

  @Message("Tell the application's support team, with the reference below.")
  String misconfiguredHint();

  @Message("We couldn't set up {provider}")
  String adviceHeading(String provider);

  @Message("This is already connected")
  String conflictHeading();

  @Message("This account or connection is already in use elsewhere in the application.")
  String conflictText();

  @Message("Disconnect or unlink it there first, or ask the application's support team.")
  String conflictHint();

  @Message("{provider} is not answering")
  String providerDownHeading(String provider);

  @Message("Nothing was connected, because {provider} could not be reached.")
  String providerDownText(String provider);

  @Message("Wait a minute, then go back to the application and start again.")
  String laterHint();

  @Message("Wait a moment, then try again.")
  String repeatHint();

  @Message("Try again")
  String repeat();

  @Message("We have a short outage")
  String outageHeading();

  @Message("Nothing was connected.")
  String nothingText();

  @Message("Not confirmed")
  String unconfirmedTitle();

  @Message("We could not confirm it")
  String unconfirmedHeading();

  @Message("We have a short outage. It may have worked all the same.")
  String unconfirmedText();

  @Message(
      "Wait a minute, then go back to the application and look whether it worked before you start again.")
  String unconfirmedHint();

  @Message("That did not work")
  String otherHeading();

  @Message("Reference")
  String reference();

  @Message("Register exactly this redirect URI with the provider:")
  String register();
}
