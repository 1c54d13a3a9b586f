package dev.chatconnect.startup;

import dev.chatconnect.command.Commands;
import dev.chatconnect.command.StartFailure;
import dev.chatconnect.logging.LogText;
import dev.chatconnect.web.RawTargets;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;

/** Starts the service, or runs a command where there are arguments. */
@QuarkusMain
public final class ChatConnect {

  ChatConnect() {}

  public static void main(String... arguments) {
    // The service pays nothing for the commands: not a class of theirs is loaded.
    if (arguments.length > 0) {
      System.exit(Commands.run(arguments));
    }
    System.setProperty(RawTargets.SERVER_LEAVES_IT_TO_US, "true");
    Quarkus.run(Service.class, ChatConnect::end, arguments);
  }

  /** One sentence instead of the framework's stack trace, which buries it and may quote values. */
  private static void end(int code, @Nullable Throwable failure) {
    if (failure != null) {
      Log.errorf("event=start_failed cause=\"%s\"", LogText.quotable(StartFailure.text(failure)));
      Log.debug("event=start_failed", failure);
    }
    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
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
