package dev.chatconnect.connect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.chatconnect.web.ErrorCode;
import io.quarkus.runtime.Startup;

/**
 * Origins of pages that may open a journey in a popup and are told its outcome. Exact ones only: a
 * message to {@code *} would be for whoever has navigated the opener meanwhile.
 */
@Singleton
@Startup
public class MessageOrigins {

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

  private final Set<String> allowed;

  MessageOrigins(MessageSettings settings) {
    allowed =
        settings.messageOrigins().stream()
            .flatMap(origins -> origins.stream())
            .flatMap(origin -> Stream.of(origin.strip().toLowerCase(Locale.ROOT)))
            .filter(origin -> !origin.isEmpty())
            .map(MessageOrigins::checked)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * An origin that is on the list.
   *
   * @throws dev.chatconnect.web.ApiException 400 when it is not
   */
  public String require(String origin) {
    var serialized = origin.toLowerCase(Locale.ROOT);
    if (!allowed.contains(serialized)) {
      throw ErrorCode.MESSAGE_ORIGIN_NOT_ALLOWED.with();
    }
    return serialized;
  }

  private static String checked(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalStateException(
          "chat-connect.oauth.message-origins: not an origin like https://app.example.com: "
              + origin);
    }
    return origin;
  }
}
