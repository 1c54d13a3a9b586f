package dev.chatconnect.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

import io.quarkus.runtime.Quarkus;

/**
 * Nothing is started yet. A command that needs the service's beans starts them and runs again among
 * them: without its ports, without what it does from time to time, and with its log on the error
 * output.
 *
 * @param arguments of the program
 */
record Outside(List<String> arguments) implements Stage {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "quarkus.http.host-enabled", "false",
          "quarkus.management.host-enabled", "false",
          "quarkus.scheduler.enabled", "false",
          "quarkus.log.console.stderr", "true",
          // It tells of gauges that nobody will read.
          "quarkus.log.category.\"io.micrometer\".level", "ERROR");

  private static final String CONSOLE_LEVEL = "quarkus.log.console.level";
  private static final String LOG_LEVEL = "quarkus.log.level";

  Outside {
    arguments = List.copyOf(arguments);
  }

  /** Ends the process when the work is done. */
  @Override
  public <T> int with(Class<T> bean, ToIntFunction<T> work) {
    SETTINGS.forEach(System::setProperty);
    if (!isSet(CONSOLE_LEVEL) && !isSet(LOG_LEVEL)) {
      System.setProperty(CONSOLE_LEVEL, "WARN");
    }
    Quarkus.run(Inside.class, Outside::end, arguments.toArray(String[]::new));
    return Commands.FAILED;
  }

  private static boolean isSet(String property) {
    var variable = property.replace('.', '_').toUpperCase(Locale.ROOT);
    return System.getProperty(property) != null || System.getenv(variable) != null;
  }

  private static void end(int code, @org.jspecify.annotations.Nullable Throwable failure) {
    if (failure != null) {
      Commands.say("FAIL  configuration  " + StartFailure.text(failure));
    }
    System.exit(code);
  }
}
