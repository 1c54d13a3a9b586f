package dev.chatconnect.connect;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Takes parameters out of a query, whichever way a reader may come to their names: parsers decode
 * them, some ignore case and white space around them, read {@code name[]} as the name, or separate
 * by {@code ;} as well.
 */
final class Parameters {

  private Parameters() {}

  /** The URL without the named parameters; what else is in its query stays as it is spelled. */
  static URI without(URI url, Set<String> names) {
    var query = url.getRawQuery();
    if (query == null) {
      return url;
    }
    var kept = new StringJoiner("&");
    for (var parameter : query.split("&", -1)) {
      var parts = new StringJoiner(";");
      for (var part : parameter.split(";", -1)) {
        if (names.stream().noneMatch(name(part)::equalsIgnoreCase)) {
          parts.add(part);
        }
      }
      if (parts.length() > 0) {
        kept.add(parts.toString());
      }
    }
    var text = url.toString();
    var rest = text.substring(0, text.indexOf('?'));
    return URI.create(kept.length() == 0 ? rest : rest + '?' + kept);
  }

  private static String name(String parameter) {
    var end = parameter.indexOf('=');
    var spelled = end < 0 ? parameter : parameter.substring(0, end);
    var name = URLDecoder.decode(spelled, StandardCharsets.UTF_8);
    var bracket = name.indexOf('[');
    return (bracket < 0 ? name : name.substring(0, bracket)).strip();
  }
}
