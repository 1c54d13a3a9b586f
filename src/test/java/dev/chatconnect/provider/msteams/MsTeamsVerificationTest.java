package dev.chatconnect.provider.msteams;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.connect.WithVerifier;
import dev.chatconnect.provider.SigningPair;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.connect.Journeys.get;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Verifications.confirm;
import static dev.chatconnect.connect.Verifications.flowId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** Connecting and linking, each confirmed by the application. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class MsTeamsVerificationTest {

  private static final SigningPair KEY = SigningPair.ofTheStandIn();

  private final String tenant = UUID.randomUUID().toString();
  private final String user = UUID.randomUUID().toString();
  private final String subscriber = "subscriber-" + UUID.randomUUID();
  private final Cloud cloud = Cloud.ofTheApplication();

  @Test
  void consentThatSomebodyElseGaveIsNotEvenChecked() {
    // Given
    var flowId = flowId(connect());

    // When
    var answer = confirm(flowId, "victim-" + UUID.randomUUID());

    // Then
    answer.then().statusCode(403);
    assertThat(
            Cloud.wireMock()
                .find(postRequestedFor(urlPathEqualTo("/" + tenant + "/oauth2/v2.0/token"))))
        .isEmpty();
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  @Test
  void bothAreConfirmedOneAfterTheOther() {
    // Given
    var first = confirm(flowId(connect()), subscriber);
    first
        .then()
        .statusCode(200)
        .body("data.status", equalTo("connected"))
        .body("data.redirectUrl", nullValue())
        .body("data.nextUrl", startsWith(cloud.root() + "/organizations/oauth2/v2.0/authorize?"));
    get("/v1/channel-connections?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].identifier", equalTo(first.path("data.connectionIdentifier")));
    var secondFlow = flowId(signIn(first.path("data.nextUrl")));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));

    // When
    var second = confirm(secondFlow, subscriber);

    // Then
    second
        .then()
        .statusCode(200)
        .body("data.nextUrl", nullValue())
        .body("data.redirectUrl", startsWith("https://app.example.com/done?status=success"));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber)
        .then()
        .body("data", hasSize(1))
        .body("data[0].endpoint.userId", equalTo(user));
  }

  @Test
  void aLinkThatSomebodyElseFinishedLinksNobody() {
    // Given
    var first = confirm(flowId(connect()), subscriber);
    var flowId = flowId(signIn(first.path("data.nextUrl")));

    // When
    var answer = confirm(flowId, "victim-" + UUID.randomUUID());

    // Then
    answer.then().statusCode(403);
    get("/v1/channel-connections?subscriberId={s}", subscriber).then().body("data", hasSize(1));
    get("/v1/channel-endpoints?subscriberId={s}", subscriber).then().body("data", hasSize(0));
  }

  private String connectUrl() {
    var integration =
        ApiCalls.integration(
            "msteams",
            "chat",
            "{'clientId':'%s','secretKey':'s','tenantId':'%s','verifierUrl':'%s'}"
                .formatted(Cloud.CLIENT_ID, UUID.randomUUID(), WithVerifier.VERIFIER));
    var asked =
        Journeys.of(
            integration.identifier(),
            subscriber,
            Map.of("autoLinkUser", true, "redirectUrl", "https://app.example.com/done"));
    return Journeys.askForConnectUrl(asked).then().statusCode(201).extract().path("data.url");
  }

  /** Consents and signs in, which only together are something to confirm. */
  private Response connect() {
    var consented = consent(connectUrl());
    return signIn(consented.then().statusCode(302).extract().header("Location"));
  }

  private Response consent(String url) {
    var state = query(url).get("state");
    return Journeys.callbackWith("admin_consent=True&tenant=" + tenant + "&state=" + state);
  }

  private Response signIn(String url) {
    var asked = query(url);
    var token = KEY.sign(cloud.claims(tenant, user, asked.get("nonce"), Instant.now()));
    return Journeys.callback(asked.get("state"), cloud.codeFor(token));
  }
}
