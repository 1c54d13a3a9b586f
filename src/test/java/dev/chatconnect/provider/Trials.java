package dev.chatconnect.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.eclipse.microprofile.config.ConfigProvider;

/** What tests of providers do over and over, against their stand-ins. */
public final class Trials {

  public static final URI REDIRECT = URI.create("https://api.example.com/v1/callback");
  public static final Credentials APP =
      new Credentials(Map.of("clientId", "123.456", "secretKey", "s3cret"));

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Trials() {}

  /** Clients as the application has them. */
  public static ProviderClients clients(Outbound outbound) {
    return outbound.clients(new ObjectMapper().findAndRegisterModules());
  }

  /** Where the stand-in for a provider is. */
  public static URI baseUrl(String provider) {
    return ConfigProvider.getConfig()
        .getValue("chat-connect.providers." + provider + ".base-url", URI.class);
  }

  public static AuthorizationRequest request(
      Credentials app,
      ConnectMode mode,
      Optional<List<String>> scope,
      Optional<List<String>> userScope) {
    return new AuthorizationRequest(
        app,
        mode,
        REDIRECT,
        "s-t_4.te",
        scope,
        userScope,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static AuthorizationResponse response(Credentials app, String code, ConnectMode mode) {
    return new AuthorizationResponse(
        app, mode, REDIRECT, Map.of("code", code), Optional.empty(), Optional.empty());
  }

  public static ProviderResult granted(ChatProvider provider, String code, ConnectMode mode) {
    return item(provider.complete(response(APP, code, mode)));
  }

  public static ProviderException refused(ChatProvider provider, String code, ConnectMode mode) {
    return failure(provider.complete(response(APP, code, mode)));
  }

  /** A token set without ends. */
  public static TokenSet tokens(String accessToken, String refreshToken) {
    return new TokenSet(
        accessToken,
        Optional.of(refreshToken).filter(token -> !token.isEmpty()),
        Optional.empty(),
        Optional.empty());
  }

  public static <T> T item(Uni<T> work) {
    return work.subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .awaitItem(PATIENCE)
        .getItem();
  }

  public static ProviderException failure(Uni<?> work) {
    var failure =
        work.subscribe()
            .withSubscriber(UniAssertSubscriber.create())
            .awaitFailure(PATIENCE)
            .getFailure();
    if (failure instanceof ProviderException told) {
      return told;
    }
    throw new AssertionError("not a failure of a provider", failure);
  }

  /** A code or token of this kind that no other test uses. */
  public static String unique(String kind) {
    return kind + "." + UUID.randomUUID().toString().replace("-", "");
  }

  public static List<LoggedRequest> requests(RequestPatternBuilder pattern) {
    var standIn = baseUrl("slack");
    return new WireMock(standIn.getHost(), standIn.getPort()).find(pattern);
  }
}
