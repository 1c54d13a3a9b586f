package dev.chatconnect.connect;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.chatconnect.provider.IdTokenTrials;
import dev.chatconnect.provider.OwnHost;
import dev.chatconnect.provider.SigningPair;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.chatconnect.connect.Journeys.askForConnectUrl;
import static dev.chatconnect.connect.Journeys.askForLinkUrl;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Linking a subscriber's Google account, through the whole service. */
@QuarkusTest
class GoogleChatJourneyTest {

  private static final SigningPair KEY = SigningPair.ofTheStandIn();

  private final OwnHost google = new OwnHost(OwnHost.standIn() + "/google");
  private final String subscriber = unique("subscriber-");
  private final String account = unique("1");
  private String integration = "";

  @BeforeEach
  void createIntegration() {
    integration = Journeys.integration("google-chat", Map.of());
  }

  @Test
  void aUserWhoSignsInIsLinked() {
    // Given
    var asked = query(linkUrl(subscriber));

    // When
    var page = callback(asked.get("state"), codeFor(asked.get("nonce")));

    // Then
    page.then().statusCode(200).body(containsString("Your Google Chat account is linked."));
    endpoints(subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].type", equalTo("google_chat_user"))
        .body("data[0].endpoint", equalTo(Map.of("userId", "users/" + account)))
        .body("data[0].providerId", equalTo("google-chat"));
  }

  @Test
  void theVerifierOfTheJourneyIsSent() {
    // Given
    var asked = query(linkUrl(subscriber));
    var code = codeFor(asked.get("nonce"));

    // When
    callback(asked.get("state"), code).then().statusCode(200);

    // Then
    assertThat(
            google.posts("/token").stream()
                .filter(request -> request.formParameter("code").firstValue().equals(code)))
        .singleElement()
        .satisfies(
            request -> {
              var verifier = request.formParameter("code_verifier").firstValue();
              assertThat(verifier).matches("[A-Za-z0-9._~-]{43}");
              assertThat(Pkce.challenge(verifier)).isEqualTo(asked.get("code_challenge"));
            });
  }

  @Test
  void linkingAgainUpdatesTheSameEndpoint() {
    // Given
    link(subscriber).then().statusCode(200);

    // When
    var page = link(subscriber);

    // Then
    page.then().statusCode(200);
    endpoints(subscriber).then().body("data", hasSize(1));
  }

  @Test
  void anAccountBelongsToOneSubscriber() {
    // Given
    link(unique("subscriber-")).then().statusCode(200);

    // When
    var page = link(subscriber);

    // Then
    page.then().statusCode(409).body(containsString("This is already connected"));
    endpoints(subscriber).then().body("data", hasSize(0));
  }

  @Test
  void aTokenOfAnotherJourneyLinksNobody() {
    // Given
    var stolen = codeFor(query(linkUrl(subscriber)).get("nonce"));
    var asked = query(linkUrl(subscriber));

    // When
    var page = callback(asked.get("state"), stolen);

    // Then
    page.then().statusCode(400);
    endpoints(subscriber).then().body("data", hasSize(0));
  }

  @Test
  void thereIsNothingToConnect() {
    // When
    var answer = askForConnectUrl(Journeys.of(integration, subscriber));

    // Then
    answer
        .then()
        .statusCode(400)
        .body("message", equalTo("Provider \"google-chat\" does not support mode \"connect\""));
  }

  @Test
  void cancelLinksNothing() {
    // When
    var page = Consent.click("Cancel", askForLinkUrl(Journeys.of(integration, subscriber)));

    // Then
    page.then().statusCode(403);
    endpoints(subscriber).then().body("data", hasSize(0));
  }

  @Test
  void theCatalogueTellsHowToSetItUp() {
    // When
    var answer = get("/v1/providers");

    // Then
    answer
        .then()
        .statusCode(200)
        .body("data.find { it.id == 'google-chat' }.endpointTypes[0]", equalTo("google_chat_user"))
        .body("data.find { it.id == 'google-chat' }.modes", equalTo(List.of("link_user")));
  }

  private Response link(String of) {
    var asked = query(linkUrl(of));
    return callback(asked.get("state"), codeFor(asked.get("nonce")));
  }

  private String linkUrl(String of) {
    return askForLinkUrl(Journeys.of(integration, of))
        .then()
        .statusCode(201)
        .extract()
        .path("data.url");
  }

  private String codeFor(String nonce) {
    var claims = IdTokenTrials.claims(google.root(), "1111.2222", nonce, Instant.now());
    claims.setSubject(account);
    return google.codeAnswered(
        "/token", okJson("{\"id_token\":\"" + KEY.sign(claims) + "\",\"token_type\":\"Bearer\"}"));
  }

  private Response endpoints(String of) {
    return get("/v1/channel-endpoints?subscriberId={s}", of);
  }
}
