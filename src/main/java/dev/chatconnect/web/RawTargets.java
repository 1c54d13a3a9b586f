package dev.chatconnect.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.vertx.ext.web.RoutingContext;

/**
 * Makes a URI (RFC 3986) of every request target before anything else sees it. Browsers send {@code
 * |} and others as they are, and identifiers hold them. A percent sign without two hex digits is
 * refused in the path, where it may name something else than was meant, and means itself in the
 * query.
 *
 * <p>Relies on {@value #SERVER_LEAVES_IT_TO_US}: without it the server refuses such targets itself,
 * with an answer that has no body.
 */
@Singleton
public class RawTargets implements EdgeStep {

  /** System property that must be {@code true} before the application starts. */
  public static final String SERVER_LEAVES_IT_TO_US = "vertx.disableURIValidation";

  private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  /**
   * Without the semicolon, which is allowed: routers take what follows it in a segment for
   * parameters, and identifiers may hold it.
   */
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9\\-._~:/?@!$&'()*+,=%]");

  /** Lists in queries are named with brackets, which every server understands there. */
  private static final Pattern ILLEGAL_IN_QUERY =
      Pattern.compile(BAD_PERCENT + "|[^A-Za-z0-9\\-._~:/?@!$&'()*+,;=%\\[\\]]");

  private final EdgeErrors errors;

  RawTargets(EdgeErrors errors) {
    this.errors = errors;
  }

  @Override
  public boolean passes(RoutingContext context) {
    var target = context.request().uri();
    if (isPlain(target)) {
      return true;
    }
    if (BAD_PERCENT.matcher(target).region(0, endOfPath(target)).find()) {
      errors.refuse(context, ErrorCode.MALFORMED_PATH.with());
      return false;
    }
    var repaired = repaired(target);
    if (repaired.equals(target)) {
      return true;
    }
    if (repaired.charAt(0) != '/') {
      // The absolute form (RFC 9112 §3.2.2), which is for proxies, cannot be routed anew.
      errors.refuse(context, ErrorCode.MALFORMED_PATH.with());
      return false;
    }
    context.reroute(repaired);
    return false;
  }

  /** Whether a target holds nothing that may have to be looked at: most are like that. */
  private static boolean isPlain(String target) {
    for (var i = 0; i < target.length(); i++) {
      if (!isPlain(target.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= '0' && sign <= '9')
        || (sign >= 'A' && sign <= 'Z')
        || "/-_=&?.".indexOf(sign) >= 0;
  }

  /** The target with everything that RFC 3986 does not allow percent-encoded. */
  static String repaired(String target) {
    var path = target.substring(0, endOfPath(target));
    var query = target.substring(path.length());
    return ILLEGAL.matcher(path).replaceAll(found -> encoded(found.group()))
        + ILLEGAL_IN_QUERY.matcher(query).replaceAll(found -> encoded(found.group()));
  }

  private static int endOfPath(String target) {
    var question = target.indexOf('?');
    return question < 0 ? target.length() : question;
  }

  /** The server reads a target as ISO 8859-1, so this gives back the octets that were sent. */
  private static String encoded(String illegal) {
    var text = new StringBuilder();
    for (var octet : illegal.getBytes(StandardCharsets.ISO_8859_1)) {
      text.append('%').append("%02X".formatted(octet));
    }
    return text.toString();
  }
}
