package dev.chatconnect.startup;

import dev.chatconnect.web.RawTargets;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class ChatConnect {

  private ChatConnect() {}

  public static void main(String... arguments) {
    System.setProperty(RawTargets.SERVER_LEAVES_IT_TO_US, "true");
    Quarkus.run(arguments);
  }
}
