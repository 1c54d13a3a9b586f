package dev.chatconnect.provider.discord;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.OAuthApp;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;

/** The Discord app of an integration. */
final class DiscordCredentials {

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,30}");

  private final Credentials credentials;

  /**
   * @throws ProviderException {@link Kind#MISCONFIGURED} when there is none at all
   */
  DiscordCredentials(Credentials credentials) {
    if (credentials.isEmpty()) {
      throw misconfigured("missing_credentials", "missing credentials");
    }
    this.credentials = credentials;
  }

  /**
   * The app's id where it is all that is needed.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED}
   */
  String clientId() {
    return required("clientId", "clientId");
  }

  /**
   * Id and secret, for the token endpoint.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when one is missing
   */
  OAuthApp app() {
    var needed = "clientId/clientSecret";
    return new OAuthApp(required("clientId", needed), required("secretKey", needed));
  }

  /**
   * What the bot may do, as the decimal number of a <a
   * href="https://discord.com/developers/docs/topics/permissions">permission set</a>.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when it is no number
   */
  Optional<String> permissions() {
    return whole("permissions");
  }

  /**
   * The one server that the bot is for.
   *
   * @throws ProviderException {@link Kind#MISCONFIGURED} when it is no number
   */
  Optional<String> guildId() {
    return whole("guildId");
  }

  private Optional<String> whole(String name) {
    var value = credentials.text(name);
    if (value.isPresent() && !WHOLE.matcher(value.get()).matches()) {
      throw misconfigured("invalid_" + name, "credential " + name + " must be a whole number");
    }
    return value;
  }

  private String required(String name, String needed) {
    return credentials
        .text(name)
        .orElseThrow(
            () ->
                misconfigured(
                    "missing_credentials", "missing required OAuth credentials (" + needed + ")"));
  }

  private static ProviderException misconfigured(String reason, String what) {
    return new ProviderException(Kind.MISCONFIGURED, reason, "Discord integration " + what);
  }
}
