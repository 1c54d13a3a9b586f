package dev.chatconnect.button;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.browser.BrandedSite;
import dev.chatconnect.browser.Chromium;
import dev.chatconnect.browser.Gallery;
import dev.chatconnect.connect.Journeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/** The button on a page of another origin, with the example page of the repository. */
@QuarkusTest
@TestProfile(BrandedSite.class)
@ExtendWith(Chromium.Required.class)
class ConnectButtonBrowserTest {

  private static final Path EXAMPLE = Path.of("src/test/web-button/index.html");
  private static final String STATUS_URL = BrandedSite.APP + "/connect/status";

  private final AtomicReference<String> start = new AtomicReference<>("");
  private final AtomicReference<String> status = new AtomicReference<>("{\"status\":\"pending\"}");
  private HttpServer application;
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void openExample() throws IOException {
    application = serve();
    context = Chromium.open(Chromium.Look.LIGHT_DESKTOP);
    page = example(context);
  }

  @AfterEach
  void close() {
    context.close();
    application.stop(0);
  }

  @Test
  void thePageHearsOfAConnection() {
    // Given
    offer(connectUrl());
    var popup = click();
    var busy = button().getAttribute("aria-busy");

    // When
    atProvider(popup, "Allow").click();

    // Then
    assertThat(outcome()).containsText("connected {\"connectionIdentifier\":\"chconn_");
    assertThat(busy).isEqualTo("true");
    assertThat(button()).hasAttribute("aria-busy", "false");
    assertThat(page.locator("chat-connect-button [role=status]")).hasText("Connected");
    assertThat(popup.isClosed()).isTrue();
  }

  @Test
  void thePageHearsOfACancellationAtTheProvider() {
    // Given
    offer(connectUrl());
    var popup = click();

    // When
    atProvider(popup, "Cancel").click();

    // Then
    assertThat(outcome()).hasText("cancelled {\"reason\":\"access_denied\"}");
    assertThat(popup.getByText("Nothing was connected")).isVisible();
  }

  @Test
  void thePageHearsOfAFailure() {
    // Given
    offer(connectUrl());
    var popup = click();
    var allow = atProvider(popup, "Allow").getAttribute("href");

    // When
    popup.navigate(allow.replaceAll("code=[^&]+", "code=error-invalid_code"));

    // Then
    assertThat(outcome()).hasText("failed {\"error\":\"invalid_code\"}");
  }

  @Test
  void whoClosesThePopupHasCancelled() {
    // Given
    offer(connectUrl());
    var popup = click();

    // When
    popup.close();

    // Then
    assertThat(outcome()).hasText("cancelled {\"reason\":\"closed\"}");
    assertThat(button()).hasAttribute("aria-busy", "false");
  }

  @Test
  void thePageOfAConnectLinkTellsToo() {
    // Given
    var link =
        ApiCalls.caller()
            .contentType("application/json")
            .body(
                Map.of(
                    "subscriberId", unique("subscriber-"),
                    "integrations", List.of(slackIntegration()),
                    "origin", BrandedSite.APP))
            .post("/v1/connect-links");
    offer(link.path("data.url"));
    var popup = click();
    popup.getByRole(AriaRole.BUTTON).click();
    popup.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Connect: ")).click();

    // When
    atProvider(popup, "Allow").click();

    // Then
    assertThat(outcome()).containsText("connected {\"connectionIdentifier\":\"chconn_");
  }

  @Test
  void pollingFindsOutWhatAPageThatCutTheTieCannotTell() {
    // Given
    var journey = connectUrl();
    offer("http://127.0.0.1:" + BrandedSite.APP_PORT + "/cutting-provider", STATUS_URL);
    var popup = click();
    popup.waitForURL("**/cutting-provider");
    popup.navigate(journey);

    // When
    atProvider(popup, "Allow").click();
    popup.getByText("You're all set").waitFor();
    status.set("{\"status\":\"success\",\"connectionIdentifier\":\"chconn_polled\"}");

    // Then
    assertThat(outcome()).hasText("connected {\"connectionIdentifier\":\"chconn_polled\"}");
  }

  @Test
  void aMessageOfAnybodyElseCountsForNothing() {
    // Given
    offer(connectUrl());
    var popup = click();
    var forged = "{type:'chat-connect',status:'success'}";

    // When
    page.evaluate("window.postMessage(" + forged + ",'*')");
    popup.evaluate("window.opener.postMessage(" + forged + ",'*')");
    atProvider(popup, "Cancel").click();

    // Then
    assertThat(outcome()).hasText("cancelled {\"reason\":\"access_denied\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(document.domain)", "data:text/html,x", ""})
  void anAddressThatIsNoneOfTheWebIsNotOpened(String url) {
    // Given
    offer(url);

    // When
    button().click();

    // Then
    assertThat(outcome()).hasText("failed {\"error\":\"start_failed\"}");
  }

  @Test
  void aDisabledButtonOpensNothing() {
    // When
    page.evaluate("document.querySelector('chat-connect-button').disabled = true");

    // Then
    assertThat(button()).isDisabled();
  }

  @ParameterizedTest
  @EnumSource
  void theButtonIsAccessibleInEveryLook(Chromium.Look look) {
    // Given
    try (var other = Chromium.open(look)) {
      // When
      var shown = example(other);

      // Then
      assertThat(shown.getByRole(AriaRole.BUTTON)).hasAccessibleName("Connect Slack");
      Gallery.inspect(shown, "button", look);
    }
  }

  private static Page example(BrowserContext where) {
    var opened = where.newPage();
    opened.navigate(BrandedSite.APP + "/");
    opened.waitForFunction("customElements.get('chat-connect-button') !== undefined");
    return opened;
  }

  /** The application: its page, its back end, and a provider that cuts its pages off. */
  private HttpServer serve() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), BrandedSite.APP_PORT);
    var server = HttpServer.create(address, 0);
    server.createContext("/", exchange -> answer(exchange, "text/html", html()));
    server.createContext(
        "/connect/start", exchange -> answer(exchange, "application/json", start.get()));
    server.createContext(
        "/connect/status", exchange -> answer(exchange, "application/json", status.get()));
    server.createContext(
        "/cutting-provider",
        exchange -> {
          exchange.getResponseHeaders().set("Cross-Origin-Opener-Policy", "same-origin");
          answer(exchange, "text/html", "<title>Provider</title>");
        });
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private Page click() {
    var popup = page.waitForPopup(() -> button().click());
    popup.waitForURL(url -> !url.equals("about:blank"));
    return popup;
  }

  private Locator button() {
    return page.getByRole(AriaRole.BUTTON);
  }

  private Locator outcome() {
    return page.locator("#outcome");
  }

  private void offer(String url) {
    start.set("{\"url\":\"" + url + "\"}");
  }

  private void offer(String url, String statusUrl) {
    start.set("{\"url\":\"%s\",\"statusUrl\":\"%s\"}".formatted(url, statusUrl));
  }

  private static String connectUrl() {
    return Journeys.askForConnectUrl(
            Journeys.of(
                slackIntegration(), unique("subscriber-"), Map.of("origin", BrandedSite.APP)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.url");
  }

  private static Locator atProvider(Page popup, String link) {
    return popup.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link));
  }

  private static String html() {
    try {
      return Files.readString(EXAMPLE).replace("http://localhost:8080", BrandedSite.URL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
