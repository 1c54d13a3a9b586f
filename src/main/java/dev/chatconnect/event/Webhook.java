package dev.chatconnect.event;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.chatconnect.environment.Environment;

/**
 * A configured webhook.
 *
 * @param environmentId environment whose events it hears of
 * @param name unique in the environment
 * @param secrets at least one; each signs
 * @param types names of the event types that it wants
 */
record Webhook(
    String environmentId, String name, URI url, List<String> secrets, Set<String> types) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String SECRET_PREFIX = "whsec_";
  private static final int MIN_SECRET_BYTES = 24;
  private static final int MAX_SECRET_BYTES = 64;
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  Webhook {
    secrets = List.copyOf(secrets);
    types = Set.copyOf(types);
  }

  /**
   * Checks what the configuration says.
   *
   * @throws IllegalStateException with a sentence for the operator, which names no secret
   */
  static Webhook of(Environment environment, String name, WebhookSettings.Receiver settings) {
    var label = "Webhook \"" + name + "\" of environment \"" + environment.name() + "\"";
    require(
        NAME.matcher(name).matches(),
        label + ": its name may only hold A-Z a-z 0-9 _ - (at most 64)");
    var secrets = settings.secrets().orElse(List.of()).stream().map(String::strip).toList();
    require(
        !secrets.isEmpty(),
        label
            + " has no secret. Start this program with the arguments \"keys generate webhook\" to"
            + " make one.");
    secrets.forEach(
        secret ->
            require(
                isSecret(secret),
                label
                    + ": a secret is \"whsec_\" followed by base64 of 24 to 64 bytes. The command"
                    + " \"keys generate webhook\" makes one."));
    return new Webhook(
        environment.id(), name, url(label, settings), secrets, types(label, settings));
  }

  private static URI url(String label, WebhookSettings.Receiver settings) {
    try {
      var url = URI.create(settings.url().strip());
      require(
          url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null,
          label + ": its url is not an absolute URL without user and fragment");
      require(
          "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url)),
          label + ": its url must be https; http is allowed only for localhost");
      return url;
    } catch (IllegalArgumentException malformed) {
      // Without the cause: its message quotes the URL, which may hold a token.
      throw new IllegalStateException(label + ": its url is malformed");
    }
  }

  private static Set<String> types(String label, WebhookSettings.Receiver settings) {
    if (settings.events().isEmpty()) {
      return EventType.delivered();
    }
    var wanted = new TreeSet<String>();
    settings.events().get().forEach(type -> wanted.add(type.strip()));
    for (var type : wanted) {
      require(
          EventType.delivered().contains(type),
          label
              + ": there is no event \""
              + type
              + "\". There are: "
              + String.join(", ", new TreeSet<>(EventType.delivered())));
    }
    return wanted;
  }

  private static boolean isSecret(String secret) {
    if (!secret.startsWith(SECRET_PREFIX)) {
      return false;
    }
    try {
      var length = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())).length;
      return length >= MIN_SECRET_BYTES && length <= MAX_SECRET_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** By the text of the host: a name that resolves to the loopback address today may not do so. */
  private static boolean isLoopback(URI url) {
    return LOOPBACK.matcher(url.getHost()).matches();
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalStateException(sentence);
    }
  }

  /** Without URL and secrets: this text may end in a log. */
  @Override
  public String toString() {
    return "Webhook[" + environmentId + ", " + name + "]";
  }
}
