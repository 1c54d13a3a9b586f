package dev.chatconnect.keyring;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.chatconnect.ApiCalls;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.connect.Verifications;
import dev.chatconnect.connect.WithVerifier;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.RedisValueType;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.chatconnect.ApiCalls.CONNECTIONS;
import static dev.chatconnect.ApiCalls.ENDPOINTS;
import static dev.chatconnect.ApiCalls.body;
import static dev.chatconnect.connect.Journeys.callback;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.query;
import static dev.chatconnect.connect.Journeys.unique;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever gets hold of Redis reads no secret of any kind of record. */
@QuarkusTest
@TestProfile(WithVerifier.class)
class PlainTextInRedisTest {

  private static final char SEPARATOR = '\n';

  private static final List<String> SECRET_CREDENTIALS =
      List.of(
          "apiKey",
          "apiToken",
          "headers",
          "secretKey",
          "token",
          "password",
          "serviceAccount",
          "signingSecret",
          "accessKey",
          "authenticationTokenKey",
          "webhookUrl");

  @Inject RedisDataSource redis;

  @Inject Stored stored;

  private final List<String> canaries = new ArrayList<>();
  private String connection;

  /** A record of every kind. */
  @BeforeEach
  void fill() {
    var integration = integration();
    connection = connection(integration);
    webhook(integration);
    answersThatIdempotencyKeeps(integration, connection);
    journeyUnderWay(integration);
    grantThatWaits(integration);
    finishedJourney(integration);
    visitOfTheConnectPage(integration);
  }

  @Test
  void aFullDumpHoldsNoSecret() {
    // When
    var dump = dump();

    // Then
    assertThat(dump)
        .hasSizeGreaterThan(20)
        .anyMatch(line -> line.startsWith("cc:grant:"))
        .anyMatch(line -> line.startsWith("cc:connect-link:"))
        .anyMatch(line -> line.startsWith("cc:connect-session:"))
        .anyMatch(line -> line.contains("connection.created"))
        .anyMatch(line -> line.startsWith("cc:state:"))
        .anyMatch(line -> line.contains(":idempotency:"))
        .anyMatch(line -> line.contains(":endpoint:"))
        .anyMatch(line -> line.contains(connection));
    assertThat(canaries).hasSizeGreaterThan(15);
    assertThat(dump).noneMatch(line -> canaries.stream().anyMatch(line::contains));
    assertThat(dump).noneMatch(line -> line.contains("xoxb-") || line.contains("/services/"));
  }

  @Test
  void everySecretThatStaysIsKnownToTheRewrap() {
    // Given
    var known =
        Stream.of(Stored.DEFAULT, Stored.OTHER).map(stored::keys).flatMap(List::stream).toList();

    // When
    var lasting =
        dump().stream()
            .filter(line -> line.contains("\"v1."))
            .map(line -> line.substring(0, line.indexOf(SEPARATOR)))
            .filter(key -> redis.key().ttl(key) == -1)
            .toList();

    // Then
    assertThat(lasting).hasSizeGreaterThan(2);
    assertThat(known).containsAll(lasting);
  }

  /** A secret that would be found. */
  private String canary(String kind) {
    var canary = unique("canary-" + kind + '-');
    canaries.add(canary);
    return canary;
  }

  private String integration() {
    var credentials = new HashMap<String, Object>(Map.of("verifierUrl", WithVerifier.VERIFIER));
    SECRET_CREDENTIALS.forEach(name -> credentials.put(name, canary(name)));
    credentials.put("usePkce", true);
    return Journeys.integration("slack", credentials);
  }

  private String connection(String integration) {
    return ApiCalls.post(
            CONNECTIONS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','workspace':{'id':'T1'},'auth':{'accessToken':'%s','refreshToken':'%s','expiresAt':'2099-01-01T00:00:00Z'}}"
                    .formatted(integration, unique("s"), canary("access"), canary("refresh"))))
        .then()
        .statusCode(201)
        .extract()
        .path("data.identifier");
  }

  private void webhook(String integration) {
    ApiCalls.post(
            ENDPOINTS,
            body(
                "{'integrationIdentifier':'%s','subscriberId':'%s','type':'webhook','endpoint':{'url':'https://hooks.example.com/%s'}}"
                    .formatted(integration, unique("s"), canary("webhook"))))
        .then()
        .statusCode(201);
  }

  private void answersThatIdempotencyKeeps(String integration, String connection) {
    ApiCalls.caller()
        .header("Idempotency-Key", unique("key-"))
        .post(CONNECTIONS + "/{id}/token", connection)
        .then()
        .statusCode(200);
    String url =
        ApiCalls.caller()
            .header("Idempotency-Key", unique("key-"))
            .contentType("application/json")
            .body(Journeys.of(integration, unique("s")))
            .post("/v1/integrations/channel-connections/oauth")
            .then()
            .statusCode(201)
            .extract()
            .path("data.url");
    canaries.add(query(url).get("state"));
  }

  private void journeyUnderWay(String integration) {
    canaries.add(Journeys.state(Journeys.of(integration, unique("s"))));
  }

  private String grantThatWaits(String integration) {
    var subscriber = unique("s");
    var state = Journeys.state(Journeys.of(integration, subscriber));
    var flowId =
        Verifications.flowId(callback(state, code("variant-a", canary("T"), canary("code"))));
    canaries.add(state);
    canaries.add(flowId);
    return flowId;
  }

  private void finishedJourney(String integration) {
    var subscriber = unique("s");
    var asked = Journeys.of(integration, subscriber, Map.of("scope", List.of("incoming-webhook")));
    var code = code("variant-e", unique("T"), unique("U"));
    canaries.add(code);
    var flowId = Verifications.flowId(callback(Journeys.state(asked), code));
    Verifications.confirm(flowId, subscriber).then().statusCode(200);
  }

  private void visitOfTheConnectPage(String integration) {
    Map<String, Object> asked =
        Map.of("subscriberId", unique("s"), "integrations", List.of(integration));
    var link = connectLink(asked);
    var session =
        Journeys.browser()
            .header("Sec-Fetch-Site", "same-origin")
            .post(connectLink(asked))
            .then()
            .statusCode(303)
            .extract()
            .cookie("chat-connect");
    canaries.add(link.substring(link.lastIndexOf('/') + 1));
    canaries.add(session);
  }

  private static String connectLink(Map<String, Object> asked) {
    return URI.create(
            ApiCalls.caller()
                .contentType("application/json")
                .body(asked)
                .post("/v1/connect-links")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("data.url"))
        .getRawPath();
  }

  /** Every key with all that it holds. */
  private List<String> dump() {
    var dump = new ArrayList<String>();
    for (var key : redis.key().scan(new KeyScanArgs().count(1_000)).toIterable()) {
      dump.add(key + SEPARATOR + content(key, redis.key().type(key)));
    }
    return dump;
  }

  private String content(String key, RedisValueType type) {
    return switch (type) {
      case STRING -> String.valueOf(redis.value(String.class).get(key));
      case ZSET -> redis.sortedSet(String.class).zrange(key, 0, -1).toString();
      case HASH -> redis.hash(String.class).hgetall(key).toString();
      case SET -> redis.set(String.class).smembers(key).toString();
      case LIST -> redis.list(String.class).lrange(key, 0, -1).toString();
      case STREAM -> redis.execute("XRANGE", key, "-", "+").toString();
      case NONE -> "";
    };
  }
}
