package dev.chatconnect.connection;

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

/** An integration that was given the client id of another app. */
@QuarkusTest
@ConnectWireMock
class OtherAppTest {

  private static final String APP = "11111111-2222-3333-4444-555555555555";

  WireMock wiremock;

  private final String identifier = "app-" + UUID.randomUUID();
  private final String tenant = UUID.randomUUID().toString();

  @BeforeEach
  void knowNoSuchAppInTheTenant() {
    wiremock.register(
        WireMock.post(WireMock.urlPathEqualTo("/" + tenant + "/oauth2/v2.0/token"))
            .atPriority(1)
            .willReturn(
                WireMock.jsonResponse(
                    "{\"error\":\"unauthorized_client\",\"error_codes\":[700016]}", 400)));
  }

  @Test
  void whatIsRefusedAnotherAppEndsNoGrant() {
    // Given
    create("99999999-2222-3333-4444-555555555555");

    // When
    var answer = token();

    // Then
    answer.then().statusCode(502);
    ApiCalls.get(CONNECTIONS, identifier).then().body("data.status", equalTo("active"));
  }

  @Test
  void whatIsRefusedTheSameAppDoes() {
    // Given
    create(APP);

    // When
    var answer = token();

    // Then
    answer.then().statusCode(502);
    ApiCalls.get(CONNECTIONS, identifier)
        .then()
        .body("data.status", equalTo("refresh_failed"))
        .body("data.statusReason", equalTo("unauthorized_client"));
  }

  private Response token() {
    return ApiCalls.caller().post(CONNECTIONS + "/{id}/token", identifier);
  }

  private void create(String grantedTo) {
    var integration =
        ApiCalls.integration(
                "msteams",
                "chat",
                "{'clientId':'%s','secretKey':'secret','tenantId':'common'}".formatted(APP))
            .identifier();
    var line =
        "{'identifier':'%s','integrationIdentifier':'%s','subscriberId':'s-%s','workspace':{'id':'%s'},'auth':{'accessToken':'former','expiresAt':'%s'},'grant':{'appId':'%s'}}"
            .formatted(
                identifier,
                integration,
                identifier,
                tenant,
                Instant.now().minusSeconds(60),
                grantedTo);
    ApiCalls.caller()
        .contentType("application/x-ndjson")
        .body(line.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/v1/transfer?failuresOnly=true")
        .then()
        .statusCode(200);
    ApiCalls.get(CONNECTIONS, identifier).then().statusCode(200);
  }
}
