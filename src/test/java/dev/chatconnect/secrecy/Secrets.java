package dev.chatconnect.secrecy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the secrets of tests and stand-ins look. What a test makes up is told by {@link LogWatch#add}
 * besides.
 */
final class Secrets {

  private static final Map<String, Pattern> KINDS = new TreeMap<>();

  static {
    kind("Slack token", "xox[a-z][-.]|xapp-");
    kind("Slack webhook", "hooks\\.slack(-gov)?\\.com/services/|/services/\\w+/B0STANDIN");
    kind("Discord webhook", "/webhooks/[0-9]{6,}/");
    kind("Google token", "\\bya29\\.");
    kind("token of a stand-in", "(discord|webex|zoom)(-refresh|\\.[\\w.-]+)\\.(?=\\D*\\d)\\w{24}");
    kind("Telegram token", "\\b[0-9]{6,}:[A-Za-z0-9_-]{30,}");
    // Cursors are JSON in base64url as well, without dots.
    kind("JWT", "\\beyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]{2,}\\.|\\beyJ-standin");
    kind("API key", "(dev|hooked|other)-secret-key");
    kind("client secret", "app-client-secret|app-secret|\\bs3cret");
    kind("webhook secret", "whsec_");
    kind("code of a stand-in", "\\bvariant-[a-e]\\.");
    kind(
        "secret in a query",
        "[?&](code|state|code_verifier|client_secret|access_token|refresh_token|id_token|flowId)=[^&\\s]");
    kind("credentials", "(Bearer|ApiKey|Basic) (?=[A-Za-z]*[-_0-9])[A-Za-z0-9._~+/=-]{8,}");
    // State, verifier, nonce, flow id, code of a chat, ticket of a connect page, session of a
    // visitor: RandomIds.secret(). The names of methods have no digits, those of keys no capitals.
    kind(
        "random secret",
        "(?<![\\w-])(?=[\\w-]*[0-9])(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])[\\w-]{43}(?![\\w-])");
  }

  /**
   * Those who hold secrets by right, and log them: tests, their clients, stand-ins; and who repeats
   * errors as callers get them, with the names that they chose. {@link AnswerWatch} reads those.
   */
  private static final List<String> OF_TESTS =
      List.of(
          "com.github.tomakehurst",
          "io.quarkiverse.wiremock",
          "io.restassured",
          "jdk.",
          "org.apache.http",
          "org.eclipse.jetty",
          "org.jboss.resteasy.reactive.common.core.AbstractResteasyReactiveContext",
          "wiremock",
          "WireMock");

  private Secrets() {}

  /** What kind of secret is in a text, if any. */
  static Optional<String> in(String text) {
    return kinds(text).findFirst();
  }

  /** The same, without those that only look random, which an answer may name its caller. */
  static Optional<String> told(String text) {
    return kinds(text).filter(kind -> !kind.equals("random secret")).findFirst();
  }

  static boolean isOfTests(String logger) {
    return logger != null && OF_TESTS.stream().anyMatch(logger::startsWith);
  }

  private static Stream<String> kinds(String text) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(text).find())
        .map(Map.Entry::getKey);
  }

  private static void kind(String name, String pattern) {
    KINDS.put(name, Pattern.compile(pattern));
  }
}
