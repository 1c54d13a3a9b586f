package dev.chatconnect.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.chatconnect.ApiCalls;
import dev.chatconnect.browser.BrandedSite;
import dev.chatconnect.browser.Chromium;
import dev.chatconnect.browser.ExampleSite;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.provider.telegram.Telegram;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.chatconnect.connect.Journeys.unique;
import static dev.chatconnect.inbox.Subscribers.hash;
import static dev.chatconnect.provider.telegram.Telegram.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/**
 * The published React components in a real browser, with the application of {@code src/test/web}.
 */
@QuarkusTest
@TestProfile(BrandedSite.class)
@ExtendWith(Chromium.Required.class)
class ReactComponentsTest {

  /** The components ask every 2.5 seconds, those for Teams ever more rarely. */
  private static final HasTextOptions PATIENTLY = new HasTextOptions().setTimeout(30_000);

  private static final String KEY = "dev-secret-key";

  private static ExampleSite site;

  private final List<String> elsewhere = new CopyOnWriteArrayList<>();

  private BrowserContext browser;

  @BeforeAll
  static void serveTheExample() throws Exception {
    site = ExampleSite.start();
  }

  @AfterAll
  static void stopTheExample() {
    if (site != null) {
      site.close();
    }
  }

  @BeforeEach
  void openABrowser() {
    browser = Chromium.open(Chromium.Look.LIGHT_DESKTOP);
    browser.onRequest(
        request -> {
          if (!request.url().startsWith("http://localhost:")
              && !request.url().startsWith("data:")) {
            elsewhere.add(request.url());
          }
        });
  }

  @AfterEach
  void closeTheBrowser() {
    browser.close();
  }

  @Test
  void slackConnectsLinksAndDisconnects() {
    // Given
    var subscriber = "auth0|" + unique("ann") + "@example.com";
    var slack = Journeys.slackIntegration();
    var page = open(Map.of("subscriber", subscriber, "slack", slack, "autoLinkUser", "false"));
    var connect = button(page, "slack-connect");
    var link = button(page, "slack-link");
    assertThat(connect).hasText("Connect Slack", PATIENTLY);

    // When
    finish(connect, "Allow", "success");

    // Then
    assertThat(connect).hasText("Connected", PATIENTLY);
    ApiCalls.get(ApiCalls.CONNECTIONS, "chconn-slack-default-" + subscriber)
        .then()
        .statusCode(200)
        .body("data.subscriberId", equalTo(subscriber));

    // And the subscriber links and unlinks
    finish(link, "Allow", "success");
    assertThat(link).hasText("Unlink", PATIENTLY);
    page.reload();
    assertThat(connect).hasText("Connected", PATIENTLY);
    assertThat(link).hasText("Unlink", PATIENTLY);
    link.click();
    assertThat(link).hasText("Link User", PATIENTLY);

    // And disconnects
    connect.click();
    assertThat(connect).hasText("Connect Slack", PATIENTLY);
    assertThat(page.locator("#events")).hasText("disconnected");
    ApiCalls.get(ApiCalls.CONNECTIONS, "chconn-slack-default-" + subscriber).then().statusCode(404);
  }

  @Test
  void connectingLinksTheInstallerToo() {
    // Given
    var page = open(Map.of("subscriber", unique("ann"), "slack", Journeys.slackIntegration()));

    // When
    finish(button(page, "slack-connect"), "Allow", "success");

    // Then
    assertThat(button(page, "slack-connect")).hasText("Connected", PATIENTLY);
    page.reload();
    assertThat(button(page, "slack-link")).hasText("Unlink", PATIENTLY);
  }

  @Test
  void aCancelledJourneyLeavesTheButtonAsItWas() {
    // Given
    var parameters = Map.of("subscriber", unique("ann"), "slack", Journeys.slackIntegration());
    var page = open(parameters);

    // When
    finish(button(page, "slack-connect"), "Cancel", "error");

    // Then
    page.reload();
    assertThat(button(page, "slack-connect")).hasText("Connect Slack", PATIENTLY);
  }

  @Test
  void aSignedTenantSharesItsWorkspace() {
    // Given
    var tenant = unique("tenant");
    var slack = Journeys.slackIntegration(Map.of("hmac", true));
    var anns = signed(unique("ann"), tenant, slack);
    var page = open(anns);

    // When
    finish(button(page, "slack-connect"), "Allow", "success");

    // Then
    assertThat(button(page, "slack-connect")).hasText("Connected", PATIENTLY);
    var bobs = open(signed(unique("bob"), tenant, slack));
    assertThat(button(bobs, "slack-connect")).hasText("Connected", PATIENTLY);
    ApiCalls.list(ApiCalls.CONNECTIONS, Map.of("integrationIdentifier", slack))
        .then()
        .body("data.subscriberId", contains((Object) null))
        .body("data[0].contextKeys", contains("tenant:" + tenant));

    // And nobody disconnects it for all
    button(bobs, "slack-connect").click();
    assertThat(bobs.locator("#events")).containsText("not disconnected");
    bobs.reload();
    assertThat(button(bobs, "slack-connect")).hasText("Connected", PATIENTLY);
  }

  @Test
  void teamsConnectsLinksAndDisconnects() {
    // Given
    var teams =
        Journeys.integration("msteams", Map.of("tenantId", "0f0f0f0f-1111-4222-8333-444444444444"));
    var page = open(Map.of("subscriber", unique("ann"), "teams", teams));
    var connect = button(page, "teams-connect");
    var link = button(page, "teams-link");
    assertThat(connect).hasText("Connect MS Teams", PATIENTLY);

    // When
    consentAndSignIn(connect);

    // Then
    assertThat(connect).hasText("Connected", PATIENTLY);
    finish(link, "Allow", "success");
    assertThat(link).hasText("Unlink", PATIENTLY);
    link.click();
    assertThat(link).hasText("Link Teams User", PATIENTLY);
    connect.click();
    assertThat(connect).hasText("Connect MS Teams", PATIENTLY);
  }

  @Test
  void anyChatConnectsAndDisconnects() {
    // Given
    var webex = Journeys.integration("webex-messaging", Map.of());
    var page = open(Map.of("subscriber", unique("ann"), "chat", webex));
    var connect = button(page, "connect-chat");
    assertThat(connect).hasText("Connect", PATIENTLY);

    // When
    finish(connect, "Allow", "success");

    // Then
    page.reload();
    assertThat(connect).hasText("Disconnect", PATIENTLY);
    connect.click();
    assertThat(connect).hasText("Connect", PATIENTLY);
  }

  @Test
  void telegramLinksByItsBotAndUnlinks() {
    // Given
    var telegram = Telegram.bot();
    var subscriber = unique("ann");
    browser.route(
        "https://t.me/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
    var page =
        open(Map.of("subscriber", subscriber, "telegram", telegram.integration().identifier()));
    var connect = button(page, "telegram-connect");
    assertThat(connect).hasText("Connect Telegram", PATIENTLY);

    // When
    connect.click();
    browser.waitForCondition(() -> !elsewhere.isEmpty());
    var code = Journeys.query(elsewhere.get(0)).get("start");
    telegram.send(message(Telegram.chat(), "/start " + code)).then().statusCode(200);

    // Then
    assertThat(connect).hasText("Connected to Telegram", PATIENTLY);
    page.reload();
    assertThat(connect).hasText("Connected to Telegram", PATIENTLY);
    connect.click();
    assertThat(connect).hasText("Connect Telegram", PATIENTLY);
    ApiCalls.list(ApiCalls.ENDPOINTS, Map.of("subscriberId", subscriber))
        .then()
        .body("data", hasSize(0));
  }

  @Test
  void thePageTalksToTheServiceAlone() {
    // Given
    var page = open(Map.of("subscriber", unique("ann"), "slack", Journeys.slackIntegration()));

    // When
    assertThat(button(page, "slack-connect")).hasText("Connect Slack", PATIENTLY);

    // Then
    assertThat(elsewhere).isEmpty();
  }

  private Page open(Map<String, String> knowledge) {
    var all = new HashMap<>(knowledge);
    all.put("api", BrandedSite.URL);
    all.put("application", Subscribers.application(KEY));
    var page = browser.newPage();
    page.navigate(site.url(all));
    return page;
  }

  private static Map<String, String> signed(String subscriber, String tenant, String slack) {
    return Map.of(
        "subscriber",
        subscriber,
        "subscriberHash",
        hash(KEY, subscriber),
        "tenant",
        tenant,
        "contextHash",
        hash(KEY, "{\"tenant\":\"" + tenant + "\"}"),
        "slack",
        slack,
        "mode",
        "shared");
  }

  private static Locator button(Page page, String section) {
    return page.locator("#" + section + " button");
  }

  /** Starts a journey in the tab that the button opens, chooses, and sees how it ended. */
  private void finish(Locator button, String choice, String state) {
    finish(browser.waitForPage(button::click), choice, state);
  }

  /** An administrator says yes, and shows whose administrator they are. */
  private void consentAndSignIn(Locator button) {
    var tab = browser.waitForPage(button::click);
    choose(tab, "Allow");
    assertThat(tab.locator("h1")).hasText("Sign in to Contoso as Ann?");
    finish(tab, "Allow", "success");
  }

  private static void finish(Page tab, String choice, String state) {
    choose(tab, choice);
    assertThat(tab.locator("main")).hasAttribute("data-state", state);
    tab.close();
  }

  private static void choose(Page tab, String choice) {
    tab.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(choice).setExact(true))
        .click();
  }
}
