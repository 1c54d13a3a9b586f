package dev.chatconnect.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;

/**
 * Where the browser may be sent after a journey: exact origins, or URL prefixes that match whole
 * path segments (RFC 9700 §4.11).
 */
@Singleton
@Startup
public class RedirectAllowList {

  /** Printable ASCII without the characters that browsers repair into something else. */
  private static final Pattern PLAIN = Pattern.compile("[!#-;=?-\\[\\]_a-z~]+");

  /**
   * Dot segments, also encoded, and encoded separators: what is matched must be what is visited.
   */
  private static final Pattern TRICKY =
      Pattern.compile("(?i).*(/\\.{1,2}(/|$)|%2e|%2f|%5c|%0|%1).*|.*//.*");

  private final List<URI> allowed;

  RedirectAllowList(ConnectSettings settings) {
    allowed =
        settings.redirectAllowList().orElse(List.of()).stream()
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(RedirectAllowList::entry)
            .toList();
  }

  /** The URL, when it is on the list. */
  public Optional<URI> find(String url) {
    return parse(url).filter(candidate -> allowed.stream().anyMatch(e -> matches(e, candidate)));
  }

  private static boolean matches(URI entry, URI candidate) {
    if (!entry.getScheme().equalsIgnoreCase(candidate.getScheme())
        || !entry.getHost().equalsIgnoreCase(candidate.getHost())
        || port(entry) != port(candidate)) {
      return false;
    }
    var prefix = entry.getRawPath();
    var path = candidate.getRawPath();
    return prefix.isEmpty()
        || prefix.equals("/")
        || path.equals(prefix)
        || path.startsWith(prefix.endsWith("/") ? prefix : prefix + '/');
  }

  private static Optional<URI> parse(String url) {
    if (!PLAIN.matcher(url).matches()) {
      return Optional.empty();
    }
    try {
      var uri = new URI(url);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      var web = scheme.equals("https") || scheme.equals("http");
      var plain =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && !TRICKY.matcher(uri.getRawPath()).matches();
      return web && plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static URI entry(String text) {
    return parse(text)
        .filter(uri -> uri.getRawQuery() == null)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "chat-connect.oauth.redirect-allow-list: not an origin or URL prefix: "
                        + text));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
