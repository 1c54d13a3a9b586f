package dev.chatconnect.provider;

import java.util.Map;
import java.util.Optional;

import dev.chatconnect.provider.ProviderException.Kind;

/** What a validated id_token says (OpenID Connect Core §2). */
public final class IdClaims {

  private final String provider;
  private final Map<String, Object> claims;

  /**
   * @param provider name for people, used in messages
   */
  IdClaims(String provider, Map<String, Object> claims) {
    this.provider = provider;
    this.claims = claims;
  }

  /** A claim that is a text; empty when it is absent or something else. */
  public Optional<String> text(String name) {
    return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Whether there is such a claim, whatever it is. */
  public boolean has(String name) {
    return claims.containsKey(name);
  }

  /**
   * The failure for claims that are not what they must be.
   *
   * @param why machine-readable, becomes part of the failure's reason
   */
  public ProviderException refused(String why) {
    return refused(provider, why);
  }

  static ProviderException refused(String provider, String why) {
    return new ProviderException(
        Kind.REFUSED, "id_token_" + why, provider + " id_token is not valid: " + why);
  }

  /** Without the claims, which are about a person: this text may end in a log. */
  @Override
  public String toString() {
    return "IdClaims" + claims.keySet();
  }
}
