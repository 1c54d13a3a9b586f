package dev.chatconnect.connectpage;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.browser.BrandedSite;
import dev.chatconnect.browser.Chromium;
import dev.chatconnect.browser.Gallery;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/** The connect page in a browser, from the link to the provider and back. */
@QuarkusTest
@TestProfile(BrandedSite.class)
@ExtendWith(Chromium.Required.class)
class ConnectPageBrowserTest {

  private static final Map<String, String> CONTEXT = Map.of("tenant", "acme");

  private final String subscriber = unique("subscriber-");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aVisitorConnectsAndDisconnectsWithAndWithoutScript(boolean script) {
    // Given
    var integration = slackIntegration();
    try (var context =
        script ? Chromium.open(Chromium.Look.LIGHT_DESKTOP) : Chromium.openWithoutScript()) {
      var page = visit(context, Map.of("integrations", List.of(integration)));

      // When
      button(page, "Connect: ").click();
      atProvider(page, "Allow").click();

      // Then
      assertThat(page.getByRole(AriaRole.STATUS)).hasText("Slack is connected.");
      assertThat(page.locator("[data-app]")).hasAttribute("data-state", "connected");
      if (script) {
        assertThat(page.url()).isEqualTo(BrandedSite.URL + "/connect");
        assertThat(page.evaluate("document.activeElement.getAttribute('role')"))
            .isEqualTo("status");
      }
      page.locator("summary").click();
      button(page, "Yes, disconnect").click();
      assertThat(page.getByRole(AriaRole.STATUS)).hasText("Slack is disconnected.");
      assertThat(page.locator("[data-app]")).hasAttribute("data-state", "absent");
    }
  }

  @Test
  void whatTheProviderGaveNoNameIsCalledByTheAppAndAShortId() {
    // Given
    var tenant = "1f0c8a2e-2222-4333-8444-555555555555";
    var person = "9b1d7c40-2222-4333-8444-555555555555";
    var teams = integration("msteams", "Teams");
    var connection =
        create(
            ApiCalls.CONNECTIONS,
            "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s'},'auth':{'accessToken':''}}"
                .formatted(teams, subscriber, tenant));
    create(
        ApiCalls.ENDPOINTS,
        "{'integrationIdentifier':'%s','subscriberId':'%s','connectionIdentifier':'%s','type':'ms_teams_user','endpoint':{'userId':'%s'}}"
            .formatted(teams, subscriber, connection, person));
    try (var context = Chromium.open(Chromium.Look.LIGHT_PHONE)) {
      // When
      var page = visit(context, Map.of("integrations", List.of(teams)));

      // Then
      var names = page.locator(".value");
      assertThat(names.nth(0)).hasText("Microsoft Teams (1f0c8a2e…)");
      assertThat(names.nth(0)).hasAttribute("title", tenant);
      assertThat(names.nth(1)).hasText("Microsoft Teams (9b1d7c40…)");
      assertThat(names.nth(1)).hasAttribute("title", person);
      page.locator("summary").first().click();
      assertThat(page.getByText("Disconnect Microsoft Teams (1f0c8a2e…)?")).isVisible();
    }
  }

  @Test
  void whoCancelsAtTheProviderIsToldThatNothingChanged() {
    // Given
    try (var context = Chromium.open(Chromium.Look.LIGHT_PHONE)) {
      var page = visit(context, Map.of("integrations", List.of(slackIntegration())));

      // When
      button(page, "Connect: ").click();
      atProvider(page, "Cancel").click();

      // Then
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was changed");
    }
  }

  @Test
  void anotherBrowserThatComesBackConnectsNothing() {
    // Given
    var more = Map.of("integrations", List.of(slackIntegration()), "origin", BrandedSite.APP);
    try (var attacker = Chromium.open(Chromium.Look.LIGHT_DESKTOP);
        var victim = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = visit(attacker, more);
      button(page, "Connect: ").click();
      atProvider(page, "Allow").waitFor();
      var sent = victim.newPage();
      sent.navigate(page.url());

      // When
      atProvider(sent, "Allow").click();

      // Then
      assertThat(sent.locator("main")).hasAttribute("data-state", "error");
      assertThat(sent.locator("h1")).hasText("This did not begin here");
      assertThat(sent.locator("body[data-origin]")).hasCount(0);
      page.navigate(BrandedSite.URL + "/connect");
      assertThat(page.locator("[data-app]")).hasAttribute("data-state", "absent");
    }
  }

  @Test
  void thePageIsUsedWithTheKeyboardAlone() {
    // Given
    try (var context = Chromium.open(Chromium.Look.LIGHT_DESKTOP)) {
      var page = visit(context, Map.of("integrations", List.of(slackIntegration())));

      // When
      page.keyboard().press("Tab");
      var outline =
          page.evaluate("getComputedStyle(document.activeElement).outlineStyle").toString();
      page.keyboard().press("Enter");

      // Then
      assertThat(outline).isEqualTo("solid");
      assertThat(atProvider(page, "Allow")).isVisible();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPageIsAccessibleInEveryLook(Chromium.Look look) {
    // Given
    try (var context = Chromium.open(look)) {
      var page = context.newPage();

      // When
      page.navigate(BrandedSite.URL + "/connect");
      Gallery.inspect(page, "connect-ended", look);
      page.navigate(BrandedSite.URL + "/connect/unknown");
      Gallery.inspect(page, "connect-unknown-link", look);
      page.navigate(link(Map.of()));
      Gallery.inspect(page, "connect-start", look);
      page = visit(context, Map.of("integrations", List.of(inactive())));
      Gallery.inspect(page, "connect-empty", look);
      page = visit(context, Map.of("integrations", somethingOfEach(), "context", CONTEXT));

      // Then
      assertThat(page.locator("[data-state=connected]")).hasCount(2);
      assertThat(page.locator("[data-state=broken]")).hasCount(1);
      assertThat(page.locator("[data-state=absent]")).hasCount(2);
      Gallery.inspect(page, "connect", look);
      page.locator("summary").first().click();
      button(page, "Yes, disconnect").click();
      page.locator("summary").first().click();
      Gallery.inspect(page, "connect-disconnected", look);
      button(page, "Connect: ").first().click();
      atProvider(page, "Cancel").click();
      assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
      Gallery.inspect(page, "connect-cancelled", look);
    }
  }

  private Page visit(BrowserContext context, Map<String, ?> body) {
    var page = context.newPage();
    page.navigate(link(body));
    button(page, "Continue").click();
    page.waitForURL(BrandedSite.URL + "/connect");
    return page;
  }

  private String link(Map<String, ?> more) {
    var body = new java.util.HashMap<String, Object>(more);
    body.put("subscriberId", subscriber);
    return Visitor.askForLink(body).then().statusCode(201).extract().path("data.url");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator atProvider(Page page, String link) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link));
  }

  /** An own connection with an account, a shared one, a broken one, and two that are not there. */
  private List<String> somethingOfEach() {
    var own = integration("slack", "Slack");
    var connection = connection(own, "Northwind Traders", "'subscriberId':'" + subscriber + "'");
    create(
        ApiCalls.ENDPOINTS,
        "{'integrationIdentifier':'%s','subscriberId':'%s','connectionIdentifier':'%s','context':{'tenant':'acme'},'type':'slack_user','endpoint':{'userId':'U0KRQLJ9H'}}"
            .formatted(own, subscriber, connection));
    var shared = integration("msteams", "Microsoft Teams");
    connection(shared, "Northwind Group", "'connectionMode':'shared'");
    var broken = integration("slack", "Support workspace");
    var gone = connection(broken, "Northwind Support", "'subscriberId':'" + subscriber + "'");
    ApiCalls.caller().post(ApiCalls.CONNECTIONS + "/{id}/verify", gone).then().statusCode(502);
    return List.of(
        own,
        shared,
        broken,
        integration("webex-messaging", "Webex"),
        integration("discord", "Community"));
  }

  private String connection(String integration, String workspace, String owner) {
    return create(
        ApiCalls.CONNECTIONS,
        "{'integrationIdentifier':'%s',%s,'context':{'tenant':'acme'},'workspace':{'id':'%s','name':'%s'},'auth':{'accessToken':'error-token_revoked'}}"
            .formatted(integration, owner, unique("T"), workspace));
  }

  private static String integration(String provider, String name) {
    return create(
        "/v1/integrations",
        "{'providerId':'%s','name':'%s','channel':'chat','active':true,'identifier':'%s','credentials':{'clientId':'1111.2222','secretKey':'s','tenantId':'11111111-2222-3333-4444-555555555555'}}"
            .formatted(provider, name, unique(provider + '-')));
  }

  private static String create(String resource, String body) {
    return ApiCalls.post(resource, ApiCalls.body(body))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private static String inactive() {
    return ApiCalls.post(
            "/v1/integrations",
            ApiCalls.body(
                "{'providerId':'slack','channel':'chat','active':false,'identifier':'%s'}"
                    .formatted(unique("slack-"))))
        .path("data.identifier");
  }
}
