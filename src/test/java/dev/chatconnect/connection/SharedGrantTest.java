package dev.chatconnect.connection;

import java.util.UUID;

import dev.chatconnect.ApiCalls;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static org.hamcrest.Matchers.equalTo;

/** Connections of one app with one workspace may hold the same token at the provider. */
@QuarkusTest
class SharedGrantTest {

  private static final String REVOCATION = "Chat-Connect-Revocation";

  private String integration;

  @BeforeEach
  void newIntegration() {
    integration =
        ApiCalls.integration("slack", "chat", "{'clientId':'1.2','secretKey':'secret'}")
            .identifier();
  }

  @Test
  void theGrantStaysWhileAnotherConnectionLivesOnIt() {
    // Given
    var gone = create("T-SHARED");
    create("T-SHARED");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    answer.then().statusCode(204).header(REVOCATION, equalTo("shared"));
  }

  @Test
  void theLastConnectionTakesTheGrantBack() {
    // Given
    var first = create("T-SHARED");
    var last = create("T-SHARED");
    ApiCalls.delete(CONNECTIONS, first).then().statusCode(204);

    // When
    var answer = ApiCalls.delete(CONNECTIONS, last);

    // Then
    answer.then().statusCode(204).header(REVOCATION, equalTo("revoked"));
  }

  @Test
  void aConnectionWithAnotherWorkspaceDoesNotHoldTheGrant() {
    // Given
    var gone = create("T-SHARED");
    create("T-OTHER");

    // When
    var answer = ApiCalls.delete(CONNECTIONS, gone);

    // Then
    answer.then().statusCode(204).header(REVOCATION, equalTo("revoked"));
  }

  private String create(String workspace) {
    return ApiCalls.post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'%s'},'auth':{'accessToken':'xoxb-standin-shared'}}"
                    .formatted(integration, UUID.randomUUID(), workspace)))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }
}
