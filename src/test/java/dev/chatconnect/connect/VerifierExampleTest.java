package dev.chatconnect.connect;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.chatconnect.provider.slack.StandIn;
import dev.chatconnect.sdk.NodeProject;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** The example application of the documentation, run for real: a friend and an attacker. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class VerifierExampleTest {

  private static final Pattern ALLOW = Pattern.compile("href=\"([^\"]+)\"[^>]*>\\s*Allow");

  private final String root = "http://localhost:" + WithVerifier.applicationPort();
  private final String workspace = unique("T");
  private final String code = code("variant-a", workspace, unique("U"));
  private Process application;

  @BeforeEach
  void startApplication() throws IOException {
    NodeProject.requireNode();
    var builder =
        new ProcessBuilder("node", "docs/examples/verifier/app.mjs").redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "SERVICE_URL",
                "http://localhost:" + RestAssured.port,
                "API_KEY",
                "dev-secret-key",
                "INTEGRATION",
                slackIntegration(Map.of("verifierUrl", root + "/verify")),
                "PORT",
                Integer.toString(WithVerifier.applicationPort())));
    application = builder.start();
    assertThat(firstLine(application.inputReader())).isEqualTo("ready: " + root);
  }

  @AfterEach
  void stopApplication() throws InterruptedException {
    if (application != null) {
      application.destroy();
      assertThat(application.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whoeverFinishesTheirOwnJourneyIsConnected() throws Exception {
    // Given
    var ann = new Browser(unique("ann-"));
    ann.signIn();
    var url = ann.connect();

    // When
    var page = ann.approve(url);

    // Then
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Connected.");
    assertThat(StandIn.exchangesOf(code)).hasSize(1);
    connections(ann)
        .then()
        .body("data", hasSize(1))
        .body("data[0].workspace.id", equalTo(workspace));
  }

  @Test
  void aVictimWhoFinishesAnAttackersJourneyConnectsNothing() throws Exception {
    // Given
    var attacker = new Browser(unique("mallory-"));
    attacker.signIn();
    var url = attacker.connect();
    var victim = new Browser(unique("victim-"));
    victim.signIn();

    // When
    var page = victim.approve(url);

    // Then
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("started by somebody else");
    assertThat(attacker.open(page.uri()).statusCode()).isNotEqualTo(200);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    connections(attacker).then().body("data", hasSize(0));
    connections(victim).then().body("data", hasSize(0));
  }

  @Test
  void aVictimWhoIsNotSignedInConnectsNothingEither() throws Exception {
    // Given
    var attacker = new Browser(unique("mallory-"));
    attacker.signIn();
    var url = attacker.connect();

    // When
    var page = new Browser(unique("stranger-")).approve(url);

    // Then
    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(StandIn.exchangesOf(code)).isEmpty();
    connections(attacker).then().body("data", hasSize(0));
  }

  private static io.restassured.response.Response connections(Browser browser) {
    return get("/v1/channel-connections?subscriberId={s}", browser.user);
  }

  private static String firstLine(BufferedReader output) throws IOException {
    return output.readLine();
  }

  /** A browser with a session of its own at the application. */
  private final class Browser {

    private final HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final String user;

    Browser(String user) {
      this.user = user;
    }

    void signIn() throws Exception {
      assertThat(submit("/login", "name=" + user).statusCode()).isEqualTo(303);
    }

    /** Presses the button; answers where the browser is sent. */
    String connect() throws Exception {
      var answer = submit("/connect", "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
      return location(answer);
    }

    /** Opens a connect URL, allows it, and goes wherever that leads. */
    HttpResponse<String> approve(String url) throws Exception {
      var consent = ALLOW.matcher(open(URI.create(url)).body());
      assertThat(consent.find()).isTrue();
      var allowed = URI.create(consent.group(1).replace("&amp;", "&"));
      // The public URL is, in tests, the port that the test server has.
      var callback =
          URI.create(
              "http://localhost:%d%s?%s"
                  .formatted(
                      RestAssured.port,
                      allowed.getRawPath(),
                      allowed.getRawQuery().replaceFirst("code=[^&]+", "code=" + code)));
      return open(URI.create(location(open(callback))));
    }

    HttpResponse<String> open(URI uri) throws Exception {
      return http.send(
          HttpRequest.newBuilder(uri).header("Accept", "text/html").build(),
          BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(String path, String form) throws Exception {
      return http.send(
          HttpRequest.newBuilder(URI.create(root + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
      return answer.headers().firstValue("Location").orElseThrow();
    }
  }
}
