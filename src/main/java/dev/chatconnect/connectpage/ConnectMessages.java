package dev.chatconnect.connectpage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What the connect page says, in English; other languages are in {@code
 * messages/connect_*.properties}.
 */
@MessageBundle(value = "connect", locale = "en")
public interface ConnectMessages {

  @Message("Your chat apps")
  String title();

  @Message("Connect the chat apps that you want to be reached in.")
  String intro();

  @Message("Connected")
  String connected();

  @Message("Not connected")
  String notConnected();

  @Message("Needs reconnecting")
  String broken();

  @Message("Workspace")
  String workspace();

  @Message("Shared with your team. Only an administrator can disconnect it.")
  String shared();

  @Message("This connection stopped working. Reconnect it to be reached again.")
  String brokenHint();

  @Message("This connection stopped working. Ask an administrator to reconnect it.")
  String brokenShared();

  @Message("Your account")
  String account();

  @Message("Connect a workspace first, then you can link your account.")
  String linkLater();

  @Message("Connect")
  String connect();

  @Message("Reconnect")
  String reconnect();

  @Message("Link your account")
  String link();

  @Message("Disconnect")
  String disconnect();

  @Message("Disconnect {workspace}? You will no longer be reached there.")
  String disconnectAsk(String workspace);

  @Message("Yes, disconnect")
  String disconnectYes();

  @Message("Unlink")
  String unlink();

  @Message("Unlink {account}? You will no longer be reached there.")
  String unlinkAsk(String account);

  @Message("Yes, unlink")
  String unlinkYes();

  @Message("Nothing to connect yet")
  String emptyHeading();

  @Message("No chat app has been set up here. Ask the application's support team.")
  String emptyText();

  @Message("Back to the application")
  String back();

  @Message("{app} is connected.")
  String didConnect(String app);

  @Message("Your {app} account is linked.")
  String didLink(String app);

  @Message("{app} is disconnected.")
  String didDisconnect(String app);

  @Message("Your {app} account is no longer linked.")
  String didUnlink(String app);

  @Message("Nothing was changed: you cancelled, or {app} did not allow it.")
  String cancelled(String app);

  @Message(
      "You signed in to another workspace than the one that is connected. Switch to it in {app} and try again.")
  String mismatch(String app);

  @Message(
      "This account or workspace is already in use elsewhere in the application. Disconnect or unlink it there first.")
  String conflict();

  @Message("{app} is not answering. Wait a minute and try again.")
  String providerDown(String app);

  @Message("We have a short outage. Wait a minute and try again.")
  String outage();

  @Message(
      "We have a short outage and could not confirm that. Wait a minute, reload the page and look before you try again.")
  String unconfirmed();

  @Message("{app} is not set up correctly. Tell the application's support team.")
  String misconfigured(String app);

  @Message("That did not work with {app}. Try again.")
  String failed(String app);

  @Message("Continue to your chat apps")
  String startHeading();

  @Message("You are about to connect chat apps to an account in this application.")
  String startText();

  @Message(
      "Continue only if you came here from the application yourself. If somebody else sent you this link, your chat would be connected to their account.")
  String startCaution();

  @Message("Continue")
  String startButton();

  @Message("This link no longer works")
  String unknownHeading();

  @Message("It has expired or was already used.")
  String unknownText();

  @Message("Go back to the application and ask for a new one.")
  String unknownHint();

  @Message("Your visit is over")
  String endedHeading();

  @Message(
      "For your safety this page stays open for a limited time, and only in the browser that opened its link.")
  String endedText();

  @Message("Go back to the application and open the page from there again.")
  String endedHint();

  @Message("That did not come from this page")
  String refusedHeading();

  @Message("Nothing was changed.")
  String refusedText();

  @Message("Go back, reload the page and try again.")
  String refusedHint();

  @Message("We have a short outage")
  String outageHeading();

  @Message("Something went wrong")
  String brokenHeading();

  @Message("Wait a minute and try again.")
  String laterHint();
}
