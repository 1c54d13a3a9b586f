package dev.chatconnect.provider.msteams;

import java.time.Clock;
import java.util.Optional;

import dev.chatconnect.provider.AuthorizationResponse;
import dev.chatconnect.provider.OAuthApp;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderCalls;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.TokenSet;
import io.smallrye.mutiny.Uni;

/** Gets tokens from Entra. */
final class EntraTokens {

  private final ProviderCalls<EntraApi> entra;
  private final String graphScope;
  private final Clock clock;

  EntraTokens(ProviderCalls<EntraApi> entra, String graphScope, Clock clock) {
    this.entra = entra;
    this.graphScope = graphScope;
    this.clock = clock;
  }

  /**
   * A token of the app itself for Microsoft Graph in a tenant. That there is one proves that the
   * app was let into the tenant.
   *
   * @param what fails when it fails, the start of the message
   */
  Uni<TokenSet> mint(OAuthApp app, TenantId tenant, String what) {
    return entra.call(
        "mint",
        api -> api.mint(tenant.value(), "client_credentials", app.id(), app.secret(), graphScope),
        answer -> tokens(granted(answer, what), answer));
  }

  /**
   * The id_token that a code is good for, not yet validated.
   *
   * @param scope that the code was asked for with
   * @param what fails when it fails, the start of the message
   */
  Uni<String> idToken(
      OAuthApp app, String code, AuthorizationResponse response, String scope, String what) {
    return entra.call(
        "exchange",
        api ->
            api.exchange(
                "authorization_code",
                app.id(),
                app.secret(),
                code,
                response.redirectUri().toString(),
                scope,
                response.codeVerifier().orElse(null)),
        answer ->
            granted(answer, what)
                .idToken()
                .filter(token -> !token.isBlank())
                .orElseThrow(
                    () ->
                        new ProviderException(
                            Kind.REFUSED,
                            "missing_id_token",
                            "MS Teams OAuth response missing id_token")));
  }

  private static EntraAnswer granted(ProviderAnswer answer, String what) {
    var read = answer.json(EntraAnswer.class);
    if (read.error().isPresent()) {
      throw EntraErrors.failure(read, what);
    }
    if (answer.status() >= 400) {
      throw answer.senseless("http_" + answer.status());
    }
    return read;
  }

  private TokenSet tokens(EntraAnswer granted, ProviderAnswer answer) {
    if (!granted.tokenType().filter("Bearer"::equalsIgnoreCase).isPresent()) {
      throw answer.senseless("token_type");
    }
    var token =
        granted
            .accessToken()
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> answer.senseless("missing_token"));
    var seconds =
        granted
            .expiresIn()
            .filter(life -> life > 0)
            .orElseThrow(() -> answer.senseless("missing_expires_in"));
    return new TokenSet(
        token,
        Optional.empty(),
        Optional.of(TokenSet.end(clock.instant(), seconds)),
        Optional.empty());
  }
}
