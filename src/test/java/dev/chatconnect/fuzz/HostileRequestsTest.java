package dev.chatconnect.fuzz;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.TrialLength;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.crypto.Hmac;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Requests made of the fuzz tests' seeds, against the whole application: none is answered 5xx,
 * which is what a failure that nobody foresaw would be, and no page holds what it was sent. Redis
 * that is late is no fault of a request.
 */
@QuarkusTest
class HostileRequestsTest {

  private static final Duration TIME = TrialLength.of(Duration.ofSeconds(1), Duration.ofMinutes(2));
  private static final int AT_ONCE = 16;

  /** On a busy machine Redis may miss the time limit of an operation, whatever is asked for. */
  private static final String REDIS_TOO_LATE = "cannot reach its database";

  private static final String SECRET = "hostile-signing-secret";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ApiCalls.Made slack = new ApiCalls.Made("", "");

  /** Makes a request of input. */
  @FunctionalInterface
  private interface Route {
    HttpRequest.Builder of(HostileRequestsTest test, byte[] input);
  }

  static Stream<Arguments> routes() {
    return Stream.of(
        route("callback", "connect/CallbackParametersFuzzTest", HostileRequestsTest::callback),
        route("connections", "web/CursorFuzzTest", HostileRequestsTest::connections),
        route("endpoints", "web/CursorFuzzTest", HostileRequestsTest::endpoints),
        route("path", "idempotency/IdempotencyKeyFuzzTest", HostileRequestsTest::path),
        route("key", "idempotency/IdempotencyKeyFuzzTest", HostileRequestsTest::key),
        route("endpoint", "endpoint/EndpointShapeFuzzTest", HostileRequestsTest::endpoint),
        route("connection", "connection/ConnectionBodyFuzzTest", HostileRequestsTest::connection),
        route("context", "context/ContextFuzzTest", HostileRequestsTest::context),
        route("import", "transfer/ImportLinesFuzzTest", HostileRequestsTest::imported),
        route("session", "inbox/SessionTokenFuzzTest", HostileRequestsTest::session),
        route("slack", "provider/slack/SlackEventsFuzzTest", HostileRequestsTest::slackEvent),
        route("zoom", "provider/zoom/ZoomEventsFuzzTest", HostileRequestsTest::zoomEvent),
        route(
            "telegram",
            "provider/telegram/TelegramEventsFuzzTest",
            HostileRequestsTest::telegramUpdate));
  }

  @BeforeEach
  void createIntegrations() {
    slack = ApiCalls.integration("slack", "chat", signing());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void noRequestIsAnsweredAsAFailureOrComesBackInAPage(String name, String seeds, Route route) {
    // Given
    var seed = TrialLength.isFull() ? System.nanoTime() : 1;
    var mutations = new Mutations(seeds, seed);
    if (name.equals("zoom")) {
      ApiCalls.integration("zoom", "chat", signing());
    }
    if (name.equals("telegram")) {
      ApiCalls.integration(
          "telegram", "chat", "{'apiToken':'1:a','signingSecret':'%s'}".formatted(SECRET));
    }
    var until = System.nanoTime() + TIME.toNanos();
    var tried = 0;

    // When
    for (var input : mutations.seeds()) {
      check(seed, input, send(route.of(this, input).build()).join());
    }
    do {
      var inputs = IntStream.range(0, AT_ONCE).mapToObj(i -> mutations.next()).toList();
      var answers = inputs.stream().map(input -> send(route.of(this, input).build())).toList();

      // Then
      for (var i = 0; i < AT_ONCE; i++) {
        check(seed, inputs.get(i), answers.get(i).join());
      }
      tried += AT_ONCE;
    } while (System.nanoTime() < until);
    System.getLogger("hostile").log(System.Logger.Level.INFO, "{0}: {1} requests", name, tried);
  }

  private static void check(long seed, byte[] input, HttpResponse<String> answer) {
    var told = "seed %d, input %s".formatted(seed, HexFormat.of().formatHex(input));
    if (answer.statusCode() != 503 || !answer.body().contains(REDIS_TOO_LATE)) {
      assertThat(answer.statusCode()).as("%s: %s", told, answer.body()).isLessThan(500);
    }
    assertThat(answer.headers().firstValue("X-Injected")).as(told).isEmpty();
    if (answer.headers().firstValue("Content-Type").orElse("").contains("html")) {
      assertThat(answer.body()).as(told).doesNotContain(Mutations.MARKER).doesNotContain("<fuzz");
    }
  }

  private HttpRequest.Builder callback(byte[] input) {
    var lines = Hostile.lines(input, 2);
    // One in four comes back from a journey that was begun.
    var query =
        input.length % 4 == 0
            ? octets(lines[0])
                .replace("s".repeat(43), Journeys.state(Journeys.of(slack.identifier(), "s")))
            : octets(lines[0]);
    return to(Journeys.CALLBACK + '?' + encoded(query, "=&"))
        .header("Accept", "text/html")
        .header("Accept-Language", visible(lines[1]));
  }

  private HttpRequest.Builder connections(byte[] input) {
    return api("/v1/channel-connections?" + encoded(text(input), "=&"));
  }

  private HttpRequest.Builder endpoints(byte[] input) {
    return api("/v1/channel-endpoints?" + encoded(text(input), "=&"));
  }

  private HttpRequest.Builder path(byte[] input) {
    return api("/v1/channel-connections/" + encoded(text(input), ""));
  }

  private HttpRequest.Builder key(byte[] input) {
    var body = "{\"integrationIdentifier\":\"none\"}";
    return api("/v1/channel-connections")
        .header("Idempotency-Key", visible(text(input)))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder endpoint(byte[] input) {
    return post("/v1/channel-endpoints", ofIntegration(input));
  }

  private HttpRequest.Builder connection(byte[] input) {
    return post("/v1/channel-connections", ofIntegration(input));
  }

  private HttpRequest.Builder context(byte[] input) {
    var body =
        text(input).replaceFirst("\\{", "{\"integrationIdentifier\":\"i\",\"subscriberId\":\"s\",");
    return post(
        "/v1/integrations/channel-connections/oauth",
        ofIntegration(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private HttpRequest.Builder imported(byte[] input) {
    return api("/v1/transfer")
        .header("Content-Type", "application/x-ndjson")
        .POST(BodyPublishers.ofByteArray(ofIntegration(input)));
  }

  private HttpRequest.Builder session(byte[] input) {
    return to("/v1/inbox/channel-connections")
        .header("Authorization", "Bearer " + visible(text(input)));
  }

  private HttpRequest.Builder slackEvent(byte[] input) {
    return signed("slack", "X-Slack-Request-Timestamp", "X-Slack-Signature", input);
  }

  private HttpRequest.Builder zoomEvent(byte[] input) {
    return signed("zoom", "x-zm-request-timestamp", "x-zm-signature", input);
  }

  private HttpRequest.Builder telegramUpdate(byte[] input) {
    return event("telegram", Hostile.rest(input, 1))
        .header("X-Telegram-Bot-Api-Secret-Token", SECRET);
  }

  private static HttpRequest.Builder signed(
      String provider, String time, String signature, byte[] input) {
    var body = Hostile.rest(input, 2);
    var seconds = Long.toString(Instant.now().getEpochSecond());
    var code =
        Hmac.sha256(SECRET, ("v0:" + seconds + ':').getBytes(StandardCharsets.US_ASCII), body);
    return event(provider, body)
        .header(time, seconds)
        .header(signature, "v0=" + HexFormat.of().formatHex(code));
  }

  private static HttpRequest.Builder event(String provider, byte[] body) {
    return to("/v1/providers/" + provider + "/events")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpRequest.Builder post(String path, byte[] body) {
    return api(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpRequest.Builder api(String path) {
    return to(path).header("Authorization", Journeys.API_KEY);
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
  }

  private static CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
    return HTTP.sendAsync(request, BodyHandlers.ofString()).orTimeout(30, TimeUnit.SECONDS);
  }

  /** Seeds name the integration "i" and everybody "s"; here both are the test's own. */
  private byte[] ofIntegration(byte[] input) {
    return text(input)
        .replaceAll(
            "\"integrationIdentifier\": ?\"i\"",
            "\"integrationIdentifier\":\"" + slack.identifier() + '"')
        .replaceAll("\"subscriberId\": ?\"s\"", "\"subscriberId\":\"" + UUID.randomUUID() + '"')
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String signing() {
    return "{'clientId':'1111.2222','secretKey':'app-client-secret','signingSecret':'%s'}"
        .formatted(SECRET);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  private static String octets(String text) {
    return text(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Percent-encoded, but for these and what was encoded before. */
  private static String encoded(String octets, String plain) {
    var limited = octets.length() > 8000 ? octets.substring(0, 8000) : octets;
    var text =
        limited
            .chars()
            .mapToObj(
                c ->
                    Character.isLetterOrDigit(c) && c < 128
                            || "%._~-".indexOf(c) >= 0
                            || plain.indexOf(c) >= 0
                        ? Character.toString(c)
                        : "%%%02X".formatted(c))
            .collect(Collectors.joining());
    return text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  /** What a header can hold. */
  private static String visible(String text) {
    var limited = text.length() > 4000 ? text.substring(0, 4000) : text;
    var line = limited.replaceAll("[^ -~\u00a0-\u00ff]", " ").strip();
    return line.isEmpty() ? "-" : line;
  }

  private static Arguments route(String name, String seeds, Route route) {
    return arguments(name, seeds, route);
  }
}
