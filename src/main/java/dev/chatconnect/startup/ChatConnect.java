package dev.chatconnect.startup;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs the service until it is told to stop; says what matters once it is up. */
@QuarkusMain
public class ChatConnect implements QuarkusApplication {

  private final Announcement announcement;

  ChatConnect(Announcement announcement) {
    this.announcement = announcement;
  }

  @Override
  public int run(String... arguments) {
    announcement.make();
    Quarkus.waitForExit();
    return 0;
  }
}
