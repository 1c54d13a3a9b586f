package dev.chatconnect.provider;

import java.util.Optional;
import java.util.Set;

/** Who may issue the id_tokens of a provider (OpenID Connect Core §3.1.3.7, item 2). */
@FunctionalInterface
public interface IssuerRule {

  /**
   * Whether the claim {@code iss} names an issuer that this token may be from.
   *
   * @param keyIssuer the only issuer that the signing key may sign for, where the key set says so
   * @throws ProviderException of {@link IdClaims#refused} to tell more than that it does not
   */
  boolean admits(IdClaims claims, Optional<String> keyIssuer);

  /** Exactly these issuers, each with any of the provider's keys that is not for another issuer. */
  static IssuerRule oneOf(String... issuers) {
    var admitted = Set.of(issuers);
    return (claims, keyIssuer) ->
        claims
            .text("iss")
            .filter(admitted::contains)
            .filter(issuer -> keyIssuer.map(issuer::equals).orElse(true))
            .isPresent();
  }
}
