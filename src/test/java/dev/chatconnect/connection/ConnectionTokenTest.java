package dev.chatconnect.connection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.environment.Environments;
import dev.chatconnect.environment.Tenants;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.ApiCalls.caller;
import static dev.chatconnect.ApiCalls.get;
import static dev.chatconnect.ApiCalls.integration;
import static dev.chatconnect.ApiCalls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class ConnectionTokenTest {

  @Inject ConnectionChanges changes;
  @Inject Transactions transactions;
  @Inject Environments environments;

  private final String identifier = "chconn-" + UUID.randomUUID();

  @Test
  void onlyTheTokenRouteTellsTheToken() {
    // Given
    var created = create("{'accessToken':'xoxb-%s','expiresAt':'2031-02-03T04:05:06.007Z'}");

    // When
    var token = token();

    // Then
    token.then().statusCode(200).header("Cache-Control", equalTo("no-store"));
    assertThat(token.jsonPath().getMap("data"))
        .containsOnlyKeys(
            "accessToken", "tokenType", "expiresAt", "scopes", "subscriberId", "contextKeys")
        .containsEntry("accessToken", "xoxb-" + identifier)
        .containsEntry("tokenType", "Bearer")
        .containsEntry("expiresAt", "2031-02-03T04:05:06.007Z")
        .containsEntry("subscriberId", identifier)
        .containsEntry("contextKeys", List.of());
    var list = ApiCalls.list(CONNECTIONS, Map.of("subscriberId", identifier));
    list.then().body("data[0].auth", equalTo(Map.of("accessToken", "")));
    assertThat(created.asString() + get(CONNECTIONS, identifier).asString() + list.asString())
        .doesNotContain("xoxb-");
  }

  @Test
  void aTokenThatDoesNotEndHasNoEnd() {
    // Given
    create("{'accessToken':'token-%s'}");

    // When
    var token = token();

    // Then
    assertThat(token.jsonPath().getMap("data")).doesNotContainKey("expiresAt");
  }

  @Test
  void anExpiredTokenCannotBeUsed() {
    // Given
    create("{'accessToken':'token-%s','expiresAt':'2021-02-03T04:05:06+01:00'}");

    // When
    var token = token();

    // Then
    assertUnusable(token, "expired");
  }

  @ParameterizedTest
  @EnumSource(value = ConnectionStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void aBrokenConnectionsTokenCannotBeUsedUntilItIsReplaced(ConnectionStatus status) {
    // Given
    create("{'accessToken':'token-%s'}");
    breakWith(status);

    // When
    var token = token();

    // Then
    assertUnusable(token, status.wire());
    get(CONNECTIONS, identifier)
        .then()
        .body("data.status", equalTo(status.wire()))
        .body("data.statusReason", equalTo("because"));
    ApiCalls.patch(
            CONNECTIONS, identifier, body("{'workspace':{'id':'T'},'auth':{'accessToken':'new'}}"))
        .then()
        .body("data.status", equalTo("active"));
    token().then().statusCode(200).body("data.accessToken", equalTo("new"));
  }

  @Test
  void anUnknownConnectionHasNoToken() {
    // When
    var token = token();

    // Then
    token
        .then()
        .statusCode(404)
        .body(
            "message",
            equalTo("Channel connection with identifier '" + identifier + "' not found"));
  }

  private Response create(String auth) {
    var created =
        post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','identifier':'%s','subscriberId':'%s','workspace':{'id':'T'},'auth':%s}"
                    .formatted(
                        integration("slack").identifier(),
                        identifier,
                        identifier,
                        auth.formatted(identifier))));
    created.then().statusCode(201);
    return created;
  }

  private Response token() {
    return caller().post(CONNECTIONS + "/{id}/token", identifier);
  }

  private void assertUnusable(Response answer, String why) {
    answer
        .then()
        .statusCode(409)
        .body(
            "message",
            equalTo(
                "The token of channel connection \"%s\" cannot be used: %s. Reconnect the channel."
                    .formatted(identifier, why)));
  }

  private void breakWith(ConnectionStatus status) {
    var keys = new RedisKeys(Tenants.withKey(environments, "dev-secret-key").id());
    transactions
        .write(
            keys,
            () ->
                changes
                    .planUpdate(keys, identifier, current -> broken(current, status))
                    .map(Optional::orElseThrow))
        .await()
        .atMost(Duration.ofSeconds(5));
  }

  private static ChannelConnection broken(ChannelConnection current, ConnectionStatus status) {
    return new ChannelConnection(
        current.identifier(),
        current.owner(),
        current.integrationIdentifier(),
        current.providerId(),
        current.channel(),
        current.workspace(),
        current.tokens(),
        current.grant(),
        status,
        Optional.of("because"),
        current.createdAt(),
        current.updatedAt());
  }
}
