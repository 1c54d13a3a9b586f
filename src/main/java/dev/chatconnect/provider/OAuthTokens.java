package dev.chatconnect.provider;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Answer of a token endpoint (RFC 6749 §5.1).
 *
 * @param expiresIn life of the access token in seconds
 * @param refreshTokenExpiresIn the same of the refresh token, where the provider tells
 * @param scope granted, joined by spaces
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record OAuthTokens(
    @JsonProperty("access_token") Optional<String> accessToken,
    @JsonProperty("expires_in") Optional<Long> expiresIn,
    @JsonProperty("refresh_token") Optional<String> refreshToken,
    @JsonProperty("refresh_token_expires_in") Optional<Long> refreshTokenExpiresIn,
    Optional<String> scope) {

  /** The tokens as they were issued at this time; empty when there is no access token. */
  public Optional<TokenSet> issuedAt(Instant now) {
    return present(accessToken)
        .map(
            token ->
                new TokenSet(
                    token,
                    present(refreshToken),
                    expiresIn.map(life -> TokenSet.end(now, life)),
                    refreshTokenExpiresIn.map(life -> TokenSet.end(now, life))));
  }

  /** Granted scopes; none when the provider does not tell. */
  public List<String> scopes() {
    return scope.stream()
        .flatMap(joined -> Arrays.stream(joined.split(" ")))
        .filter(one -> !one.isBlank())
        .toList();
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(value -> !value.isBlank());
  }

  /** Without the tokens: this text may end in a log. */
  @Override
  public String toString() {
    return "OAuthTokens[scope=" + scope + "]";
  }
}
