package dev.chatconnect.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.ApiCalls;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static org.hamcrest.Matchers.equalTo;

/** Refusals that do not say why, as Webex answers in a shape of its own. */
@QuarkusTest
@ConnectWireMock
class LapsedRefreshTokenTest {

  WireMock wiremock;

  private final String identifier = "lapsed-" + UUID.randomUUID();

  @BeforeEach
  void refuseTheRefreshToken() {
    wiremock.register(
        WireMock.post(WireMock.urlPathEqualTo("/webex/v1/access_token"))
            .atPriority(1)
            .withFormParam("refresh_token", WireMock.equalTo("refresh-" + identifier))
            .willReturn(
                WireMock.jsonResponse(
                    "{\"message\":\"The request could not be understood\",\"errors\":[{\"description\":\"The request could not be understood\"}],\"trackingId\":\"ROUTER_1\"}",
                    400)));
  }

  @Test
  void aRefreshTokenThatCameToItsEndAndIsRefusedIsTheEndOfTheGrant() {
    // Given
    create(Instant.now().minus(Duration.ofDays(1)));

    // When
    var answer = token();

    // Then
    answer.then().statusCode(502);
    ApiCalls.get(CONNECTIONS, identifier)
        .then()
        .body("data.status", equalTo("refresh_failed"))
        .body("data.statusReason", equalTo("http_400"));
  }

  @Test
  void oneThatShouldBeGoodIsTriedAgain() {
    // Given
    create(Instant.now().plus(Duration.ofDays(1)));

    // When
    var answer = token();

    // Then
    answer.then().statusCode(502);
    ApiCalls.get(CONNECTIONS, identifier).then().body("data.status", equalTo("active"));
  }

  private Response token() {
    return ApiCalls.caller().post(CONNECTIONS + "/{id}/token", identifier);
  }

  private void create(Instant endOfRefreshToken) {
    var integration =
        ApiCalls.integration("webex-messaging", "chat", "{'clientId':'1.2','secretKey':'secret'}")
            .identifier();
    var body =
        "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'s-%s','workspace':{'id':'ORG'},'auth':{'accessToken':'former','refreshToken':'refresh-%s','expiresAt':'%s','refreshTokenExpiresAt':'%s'}}"
            .formatted(
                identifier,
                integration,
                identifier,
                identifier,
                Instant.now().minusSeconds(60),
                endOfRefreshToken);
    ApiCalls.caller()
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post(CONNECTIONS)
        .then()
        .statusCode(201);
  }
}
