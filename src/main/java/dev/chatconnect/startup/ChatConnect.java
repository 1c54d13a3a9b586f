package dev.chatconnect.startup;

import dev.chatconnect.web.RawTargets;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class ChatConnect {

  ChatConnect() {}

  public static void main(String... arguments) {
    System.setProperty(RawTargets.SERVER_LEAVES_IT_TO_US, "true");
    Quarkus.run(Service.class, arguments);
  }

  /** Runs until it is told to stop; says what matters once it is up. */
  static final class Service implements QuarkusApplication {

    private final Announcement announcement;

    Service(Announcement announcement) {
      this.announcement = announcement;
    }

    @Override
    public int run(String... arguments) {
      announcement.make();
      Quarkus.waitForExit();
      return 0;
    }
  }
}
