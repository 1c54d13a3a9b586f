package dev.chatconnect.provider.slack;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.provider.Outbound;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderResult;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.eclipse.microprofile.config.ConfigProvider;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/** The stand-in for Slack as tests use it. */
public final class StandIn {

  static final String EXCHANGE = "/api/oauth.v2.access";
  static final Credentials APP =
      new Credentials(Map.of("clientId", "123.456", "secretKey", "s3cret"));

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private StandIn() {}

  static URI baseUrl() {
    return ConfigProvider.getConfig().getValue("chat-connect.providers.slack.base-url", URI.class);
  }

  /** A provider of its own, with a circuit breaker of its own. */
  static SlackProvider provider(Outbound outbound, URI baseUrl, Clock clock) {
    return new SlackProvider(
        () -> baseUrl, outbound.clients(new ObjectMapper().findAndRegisterModules()), clock);
  }

  static SlackProvider provider(Outbound outbound) {
    return provider(outbound, baseUrl(), Clock.systemUTC());
  }

  /** A code of this kind that no other test uses. */
  public static String unique(String code) {
    return code + "." + UUID.randomUUID();
  }

  /** A code that is answered with this body. */
  public static String codeFor(String body) {
    return codeFor(body, Duration.ZERO);
  }

  /** The same, answered after a while. */
  public static String codeFor(String body, Duration delay) {
    var code = unique("own");
    wireMock()
        .register(
            post(urlPathEqualTo(EXCHANGE))
                .atPriority(1)
                .withFormParam("code", equalTo(code))
                .willReturn(okJson(body).withFixedDelay((int) delay.toMillis())));
    return code;
  }

  public static List<LoggedRequest> exchangesOf(String code) {
    return wireMock()
        .find(postRequestedFor(urlPathEqualTo(EXCHANGE)).withFormParam("code", equalTo(code)));
  }

  static ProviderResult granted(SlackProvider slack, String code, ConnectMode mode) {
    return subscribe(slack, response(APP, code, mode)).awaitItem(PATIENCE).getItem();
  }

  static ProviderException failure(SlackProvider slack, String code, ConnectMode mode) {
    return failure(slack, response(APP, code, mode));
  }

  static ProviderException failure(SlackProvider slack, AuthorizationResponse response) {
    return (ProviderException) subscribe(slack, response).awaitFailure(PATIENCE).getFailure();
  }

  static AuthorizationResponse response(Credentials app, String code, ConnectMode mode) {
    return new AuthorizationResponse(
        app,
        mode,
        URI.create("https://api.example.com/v1/callback"),
        Map.of("code", code),
        Optional.empty(),
        Optional.empty());
  }

  static WireMock wireMock() {
    return new WireMock(baseUrl().getHost(), baseUrl().getPort());
  }

  private static UniAssertSubscriber<ProviderResult> subscribe(
      SlackProvider slack, AuthorizationResponse response) {
    return slack.complete(response).subscribe().withSubscriber(UniAssertSubscriber.create());
  }
}
