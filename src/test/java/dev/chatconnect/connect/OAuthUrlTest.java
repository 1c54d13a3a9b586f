package dev.chatconnect.connect;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.chatconnect.connect.Journeys.API_KEY;
import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The URLs that start journeys with Slack. */
@QuarkusTest
class OAuthUrlTest {

  private static final String REDIRECT =
      "http%3A%2F%2Flocalhost%3A8080%2Fv1%2Fintegrations%2Fchat%2Foauth%2Fcallback";
  private static final String DEFAULT_SCOPES =
      "chat%3Awrite%2Cchat%3Awrite.public%2Cchannels%3Aread%2Cgroups%3Aread%2Cusers%3Aread"
          + "%2Cusers%3Aread.email";

  private final String subscriber = unique("subscriber-");
  private String integration;

  @BeforeEach
  void configureSlack() {
    integration = slackIntegration();
  }

  @Test
  void aConnectUrlHasExactlyTheseParametersInThisOrder() {
    // When
    var answer = askForConnectUrl(Journeys.of(integration, subscriber));

    // Then
    answer.then().statusCode(201);
    assertThat(answer.<Map<String, Object>>path("$")).containsOnlyKeys("data");
    assertThat(answer.<Map<String, Object>>path("data")).containsOnlyKeys("url");
    assertThat(url(answer))
        .matches(
            "\\Q%s/oauth/v2/authorize?state=\\E[A-Za-z0-9_-]{43}\\Q&client_id=1111.2222&redirect_uri=%s&scope=%s\\E"
                .formatted(slack(), REDIRECT, DEFAULT_SCOPES));
  }

  @Test
  void aLinkUrlAsksForAUserScope() {
    // When
    var answer = askForLinkUrl(Journeys.of(integration, subscriber));

    // Then
    answer.then().statusCode(201);
    assertThat(url(answer))
        .matches(
            "\\Q%s/oauth/v2/authorize?state=\\E[A-Za-z0-9_-]{43}\\Q&client_id=1111.2222&redirect_uri=%s&user_scope=identity.basic\\E"
                .formatted(slack(), REDIRECT));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "commands, commands",
    "'chat:write,channels:read', 'chat:write,channels:read'",
  })
  void scopesOfTheRequestReplaceTheDefaults(String asked, String sent) {
    // Given
    var scopes = asked.isEmpty() ? List.of() : List.of(asked.split(","));

    // When
    var connect = askForConnectUrl(Journeys.of(integration, subscriber, Map.of("scope", scopes)));
    var link = askForLinkUrl(Journeys.of(integration, subscriber, Map.of("userScope", scopes)));

    // Then
    assertThat(query(url(connect))).containsEntry("scope", sent).doesNotContainKey("user_scope");
    assertThat(query(url(link))).containsEntry("user_scope", sent).doesNotContainKey("scope");
  }

  @Test
  void theConnectRouteTakesNoUserScopeAndNoMode() {
    // Given
    var body =
        Journeys.of(
            integration, subscriber, Map.of("mode", "link_user", "userScope", List.of("x")));

    // When
    var answer = askForConnectUrl(body);

    // Then
    assertThat(query(url(answer))).containsKey("scope").doesNotContainKey("user_scope");
  }

  @Test
  void everyStateIsNewAndOpaque() {
    // Given
    var states = new HashSet<String>();

    // When
    for (var i = 0; i < 20; i++) {
      states.add(query(url(askForConnectUrl(Journeys.of(integration, subscriber)))).get("state"));
    }

    // Then
    assertThat(states).hasSize(20).allMatch(state -> state.length() == 43);
    assertThat(states).allMatch(state -> Base64.getUrlDecoder().decode(state).length == 32);
  }

  @Test
  void nothingOfWhomItIsForIsInTheUrl() {
    // Given
    var connection = unique("chconn-");
    var tenant = unique("acme");
    var body =
        Journeys.of(
            integration,
            subscriber,
            Map.of("connectionIdentifier", connection, "context", Map.of("tenant", tenant)));

    // When
    var url = url(askForConnectUrl(body));

    // Then
    assertThat(url).doesNotContain(subscriber, connection, tenant, integration);
  }

  @Test
  void anIntegrationWithPkceSendsAnS256Challenge() {
    // Given
    var withPkce = slackIntegration(Map.of("usePkce", true));

    // When
    var url = url(askForConnectUrl(Journeys.of(withPkce, subscriber)));

    // Then
    assertThat(query(url)).containsEntry("code_challenge_method", "S256");
    assertThat(query(url).get("code_challenge")).matches("[A-Za-z0-9_-]{43}");
    assertThat(url).doesNotContain("verifier");
  }

  @Test
  void theDocumentsOfAContextNeedNotExist() {
    // Given
    var context = Map.of("tenant", Map.of("id", unique("acme"), "data", Map.of("name", "Acme")));

    // When
    var answer =
        askForConnectUrl(
            Map.of(
                "integrationIdentifier", integration,
                "context", context,
                "connectionMode", "shared"));

    // Then
    answer.then().statusCode(201);
  }

  @Test
  void theAnswerMustNotBeCached() {
    // When
    var answer =
        given()
            .header("Authorization", API_KEY)
            .contentType("application/json")
            .body(Journeys.of(integration, subscriber))
            .post("/v1/integrations/channel-connections/oauth");

    // Then
    answer.then().statusCode(201).header("Cache-Control", "no-store");
  }

  private static String url(Response answer) {
    return answer.path("data.url");
  }

  private static String slack() {
    return ConfigProvider.getConfig()
        .getValue("chat-connect.providers.slack.base-url", String.class);
  }
}
