package dev.chatconnect.tracing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.chatconnect.connect.Journeys;
import dev.chatconnect.provider.slack.StandIn;
import dev.chatconnect.web.RawHttp;
import io.quarkiverse.wiremock.devservice.ConnectWireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.chatconnect.connect.Journeys.code;
import static dev.chatconnect.connect.Journeys.slackIntegration;
import static dev.chatconnect.connect.Journeys.state;
import static dev.chatconnect.connect.Journeys.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a collector of traces gets: the stand-in plays one, that takes OTLP over HTTP. */
@QuarkusTest
@ConnectWireMock
@TestProfile(TracesTest.Traced.class)
class TracesTest {

  private static final String TRACES = "/v1/traces";

  /** Traces are on. */
  public static class Traced implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.otel.traces.exporter",
          "cdi",
          "quarkus.otel.exporter.otlp.endpoint",
          "http://localhost:${quarkus.wiremock.devservices.port}",
          "quarkus.otel.bsp.schedule.delay",
          "100ms");
    }
  }

  WireMock collector;

  @BeforeEach
  void collect() {
    collector.register(post(urlPathEqualTo(TRACES)).willReturn(ok()));
  }

  @Test
  void aJourneyIsOneTraceThroughApiRedisAndProvider() {
    // Given
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var state = state(Journeys.of(slackIntegration(), unique("subscriber-")));
    var code = code("variant-a", unique("T"), unique("U"));

    // When
    given()
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .queryParam("code", code)
        .queryParam("state", state)
        .get(Journeys.CALLBACK)
        .then()
        .statusCode(200);

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(collected())
                    .contains(
                        "GET /v1/integrations/chat/oauth/callback",
                        "redis commit",
                        "slack exchange",
                        "chat-connect")
                    .containsAnyOf("redis getdel", "redis take"));
    var id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
    assertThat(collected().split(Pattern.quote(id), -1)).hasSizeGreaterThan(4);
    assertThat(StandIn.exchangesOf(code))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.containsHeader("traceparent")).isFalse());
  }

  @Test
  void aTraceHoldsNoSecret() throws Exception {
    // Given
    var subscriber = unique("subscriber-");
    var integration = slackIntegration();
    var state = state(Journeys.of(integration, subscriber));
    var code = code("variant-a", unique("T"), unique("U"));
    var denied = state(Journeys.of(integration, subscriber));

    // When
    Journeys.callback(state, code).then().statusCode(200);
    Journeys.callback(denied, "error-invalid_code").then().statusCode(400);
    Journeys.get("/v1/channel-connections?subscriberId={s}", subscriber).then().statusCode(200);
    given().get("/connect/" + "Z".repeat(43));
    RawHttp.send("GET /v1/leaked-path?leaked=query HTTP/1.1", "X-Leaked: header");

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(collected())
                    .contains("GET /connect/{token}", "GET /v1/channel-connections"));
    assertThat(collected())
        .doesNotContain(
            state,
            denied,
            code,
            subscriber,
            "xoxb-",
            "app-client-secret",
            "dev-secret-key",
            "Z".repeat(43),
            "leaked",
            "cc:state",
            "cc:{");
  }

  /** All that was sent so far; texts stand in protobuf as they are. */
  private String collected() {
    return collector.find(postRequestedFor(urlPathEqualTo(TRACES))).stream()
        .map(request -> new String(request.getBody(), StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining("\n"));
  }
}
