package dev.chatconnect.connect;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.chatconnect.browser.BrandedSite;
import dev.chatconnect.browser.Chromium;
import dev.chatconnect.browser.Gallery;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.chatconnect.connect.Journeys.CALLBACK;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/** Result pages as people see, hear and leave them. */
@QuarkusTest
@TestProfile(BrandedSite.class)
@ExtendWith(Chromium.Required.class)
class ResultPageBrowserTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject ResultPages pages;

  @ParameterizedTest
  @EnumSource
  void everyPageIsAccessibleInEveryLook(Chromium.Look look) {
    // Given
    var all = everyPage();
    try (var context = Chromium.open(look)) {
      all.forEach(
          (name, answer) -> {
            // When
            var page = show(context, answer);

            // Then
            Gallery.inspect(page, "result-" + name, look);
            page.close();
          });
    }
  }

  @Test
  void codeAndStateDoNotStayInTheAddressBar() {
    // Given
    var query = "?code=" + code("variant-a", unique("T"), unique("U")) + "&state=";
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = context.newPage();

      // When
      page.navigate(BrandedSite.URL + CALLBACK + query + state);

      // Then
      assertThat(page.url()).isEqualTo(BrandedSite.URL + CALLBACK);
      assertThat(page.locator("main").getAttribute("data-state")).isEqualTo("success");
      assertThat(page.evaluate("history.length")).isEqualTo(2);
    }
  }

  @Test
  void whoeverIsTurnedAwayComesAgainWithTheSameQuery() {
    // Given
    var query = "?code=A&state=B";
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = show(context, turnedAway(), query);

      // When
      var again = page.waitForRequest("**/*", () -> page.locator("main a").click());

      // Then
      assertThat(again.url()).isEqualTo(BrandedSite.URL + CALLBACK + query);
      assertThat(page.url()).isEqualTo(BrandedSite.URL + CALLBACK + query);
      assertThat(page.locator("main a").textContent()).isEqualTo("Try again");
    }
  }

  @Test
  void reloadingTellsThatItIsOverAndNotHowItEnded() {
    // Given
    var query = "?code=" + code("variant-a", unique("T"), unique("U")) + "&state=";
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = context.newPage();
      page.navigate(BrandedSite.URL + CALLBACK + query + state);

      // When
      page.reload();

      // Then
      assertThat(page.locator("main").getAttribute("data-state")).isEqualTo("over");
      assertThat(page.locator("h1").textContent()).isEqualTo("There is nothing left to do here");
      assertThat(page.locator("[role=status]").textContent()).contains("when you came here first");
    }
  }

  @Test
  void aScreenReaderStartsAtTheHeading() {
    // Given
    var answer = everyPage().get("cancelled");
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      // When
      var page = show(context, answer);

      // Then
      page.waitForFunction("document.activeElement.tagName === 'H1'");
      assertThat(page.locator("[role=alert]").textContent()).startsWith("You cancelled");
      assertThat(page.locator("header").textContent()).contains(BrandedSite.NAME);
    }
  }

  @Test
  void thePageSpeaksTheLanguageOfTheBrowser() {
    // Given
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP, "de-CH")) {
      var page = context.newPage();

      // When
      page.navigate(BrandedSite.URL + CALLBACK + "?state=unknown");

      // Then
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
      assertThat(page.locator("h1").textContent()).isEqualTo("Dieser Link funktioniert nicht mehr");
    }
  }

  @Test
  void nothingIsRefusedByThePolicyAndNothingIsLoaded() {
    // Given
    var errors = new java.util.concurrent.CopyOnWriteArrayList<String>();
    var requests = new java.util.concurrent.CopyOnWriteArrayList<String>();
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.text().contains("Content Security Policy")) {
              errors.add(message.text());
            }
          });
      page.onRequest(request -> requests.add(request.url()));

      // When
      page.navigate(BrandedSite.URL + CALLBACK + "?state=unknown");

      // Then
      assertThat(errors).isEmpty();
      assertThat(requests)
          .filteredOn(url -> !url.startsWith("data:") && !url.endsWith("/favicon.ico"))
          .containsExactly(BrandedSite.URL + CALLBACK + "?state=unknown");
      assertThat(page.evaluate("document.querySelector('header img').naturalWidth > 0"))
          .isEqualTo(true);
    }
  }

  /** One page per thing that can be said. */
  private Map<String, Response> everyPage() {
    var failures =
        Map.of(
            "cancelled", ErrorCode.JOURNEY_CANCELLED.with(),
            "expired", ErrorCode.JOURNEY_UNKNOWN.with(),
            "conflict", ErrorCode.CONNECTION_IDENTIFIER_TAKEN.with("a", "b"),
            "wrong-workspace", ErrorCode.JOURNEY_MISMATCH.with(""),
            "provider-down", ErrorCode.JOURNEY_PROVIDER_DOWN.with(""),
            "outage", ErrorCode.WRITE_CONTENTION.with(),
            "unconfirmed", ErrorCode.STORE_UNAVAILABLE.with(),
            "other-browser", ErrorCode.JOURNEY_OTHER_BROWSER.with(),
            "misconfigured", ErrorCode.JOURNEY_MISCONFIGURED.with(""),
            "failed", ErrorCode.JOURNEY_REFUSED.with(""));
    var all =
        failures.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> failed(entry.getValue())));
    all.put("success", succeeded());
    all.put("over", revisited());
    all.put("busy", turnedAway());
    return all;
  }

  private Response succeeded() {
    var success = new JourneyOutcome.Success(States.connecting(), Optional.of("chconn"));
    return pages.success(success, Locale.ENGLISH).await().atMost(PATIENCE);
  }

  private Response revisited() {
    var answer = Response.status(400).build();
    return pages.revisited(answer, Locale.ENGLISH).await().atMost(PATIENCE);
  }

  private Response failed(ApiException failure) {
    var outcome =
        new JourneyOutcome.Failure(
            Optional.of(States.connecting()),
            failure,
            "reason",
            Optional.of("Slack"),
            Optional.empty());
    var answer = Response.status(failure.code().status()).build();
    return pages.failure(answer, outcome, "k3x9q0a7fd", Locale.ENGLISH).await().atMost(PATIENCE);
  }

  private Response turnedAway() {
    var outcome = JourneyFailures.beforeJourney(ErrorCode.CALLBACKS_TOO_MANY.with());
    var answer = Response.status(503).build();
    return pages.failure(answer, outcome, "k3x9q0a7fd", Locale.ENGLISH).await().atMost(PATIENCE);
  }

  private static Page show(BrowserContext context, Response answer) {
    return show(context, answer, "");
  }

  /** The answer with its headers, as if the service had just sent it. */
  private static Page show(BrowserContext context, Response answer, String query) {
    var page = context.newPage();
    var headers =
        answer.getStringHeaders().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(", ", e.getValue())));
    page.route(
        "**/*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(answer.getStatus())
                    .setHeaders(headers)
                    .setBodyBytes(bytes(answer.getEntity()))));
    page.navigate(BrandedSite.URL + CALLBACK + query);
    return page;
  }

  /** A page that is the same for many is kept as bytes. */
  private static byte[] bytes(Object body) {
    return body instanceof byte[] kept ? kept : ((String) body).getBytes(StandardCharsets.UTF_8);
  }
}
