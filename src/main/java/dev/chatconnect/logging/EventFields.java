package dev.chatconnect.logging;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import io.quarkus.logging.LoggingFilter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Makes fields of the {@code event=… key=value} lines where the console speaks JSON: they come
 * beside the request's id in {@code mdc}. It filters nothing out.
 */
@LoggingFilter(name = EventFields.NAME)
public final class EventFields implements Filter {

  static final String NAME = "event-fields";

  private static final String EVENT = "event=";
  private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S*))");

  private final boolean json;

  public EventFields(
      @ConfigProperty(name = "quarkus.log.console.json.enabled", defaultValue = "false")
          boolean json) {
    this.json = json;
  }

  @Override
  public boolean isLoggable(LogRecord line) {
    if (json && line instanceof ExtLogRecord extended) {
      var message = extended.getFormattedMessage();
      if (message != null && message.startsWith(EVENT)) {
        FIELD
            .matcher(message)
            .results()
            .forEach(
                field ->
                    extended.putMdc(
                        field.group(1), field.group(2) == null ? field.group(3) : field.group(2)));
      }
    }
    return true;
  }
}
