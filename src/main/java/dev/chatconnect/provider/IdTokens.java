package dev.chatconnect.provider;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import dev.chatconnect.crypto.Hmac;
import dev.chatconnect.provider.ProviderException.Kind;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Validates the id_tokens of one OpenID provider by OpenID Connect Core §3.1.3.7 and RFC 8725. All
 * providers at hand sign with RS256, so nothing else is taken, whatever a token's header says.
 */
public final class IdTokens {

  /** Clocks differ. */
  private static final int SKEW_SECONDS = 60;

  /** id_tokens live for an hour at most; none that is older than a day is of this journey. */
  private static final int MAX_AGE_SECONDS = 86_400;

  private static final AlgorithmConstraints ALGORITHM =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

  private final String provider;
  private final IssuerRule issuers;
  private final Function<String, Uni<Optional<SigningKey>>> keys;
  private final Clock clock;

  /**
   * @param provider name for people, used in messages
   * @param issuers who may have issued a token
   */
  public IdTokens(String provider, IssuerRule issuers, SigningKeys keys, Clock clock) {
    this(provider, issuers, keys::find, clock);
  }

  /**
   * @param keys finds the provider's key of a name
   */
  IdTokens(
      String provider,
      IssuerRule issuers,
      Function<String, Uni<Optional<SigningKey>>> keys,
      Clock clock) {
    this.provider = provider;
    this.issuers = issuers;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Validates a token. What its claims say of the user is left to the caller.
   *
   * @param clientId whom it must be for
   * @param nonce of the journey; without one no token is valid
   * @return the claims, or a {@link ProviderException} of {@link Kind#REFUSED}
   */
  public Uni<IdClaims> validate(String token, String clientId, Optional<String> nonce) {
    return Uni.createFrom()
        .deferred(() -> keys.apply(keyId(token)))
        .map(
            key ->
                validated(
                    token,
                    key.orElseThrow(() -> refused("unknown_key")),
                    clientId,
                    nonce.orElseThrow(() -> refused("nonce"))));
  }

  /** The key's name, of a token that is at least signed as the provider signs. */
  private String keyId(String token) {
    try {
      var header = new JsonWebSignature();
      header.setCompactSerialization(token);
      if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(header.getAlgorithmHeaderValue())) {
        throw refused("algorithm");
      }
      return Optional.ofNullable(header.getKeyIdHeaderValue())
          .filter(id -> !id.isBlank())
          .orElseThrow(() -> refused("unknown_key"));
    } catch (JoseException | ClassCastException undecodable) {
      throw new ProviderException(
          Kind.REFUSED, "id_token_undecodable", "Failed to decode " + provider + " id_token");
    }
  }

  private IdClaims validated(String token, SigningKey key, String clientId, String nonce) {
    try {
      var verified = verified(token, key, clientId);
      if (verified.getAudience().size() != 1) {
        throw refused("audience");
      }
      var claims = new IdClaims(provider, verified.getClaimsMap());
      if (claims.has("azp") && !claims.text("azp").filter(clientId::equals).isPresent()) {
        throw refused("authorized_party");
      }
      if (!issuers.admits(claims, key.issuer())) {
        throw refused("issuer");
      }
      if (!claims.text("nonce").filter(told -> Hmac.same(told, nonce)).isPresent()) {
        throw refused("nonce");
      }
      return claims;
    } catch (MalformedClaimException malformed) {
      throw refused("malformed");
    }
  }

  private JwtClaims verified(String token, SigningKey key, String clientId) {
    var consumer =
        new JwtConsumerBuilder()
            .setJwsAlgorithmConstraints(ALGORITHM)
            .setVerificationKey(key.key())
            .setExpectedType(false, "JWT")
            .setExpectedAudience(true, clientId)
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setAllowedClockSkewInSeconds(SKEW_SECONDS)
            .setIssuedAtRestrictions(0, MAX_AGE_SECONDS)
            .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
            .build();
    try {
      return consumer.processToClaims(token);
    } catch (InvalidJwtException invalid) {
      // The exception's message quotes the claims; its codes say enough.
      Log.debugf(
          "event=id_token_refused provider=%s codes=%s",
          provider,
          invalid.getErrorDetails().stream().map(detail -> detail.getErrorCode()).toList());
      throw refused("invalid");
    }
  }

  private ProviderException refused(String why) {
    return IdClaims.refused(provider, why);
  }
}
