package dev.chatconnect.provider.msteams;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;

import dev.chatconnect.provider.ProviderException;
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
 * Validates id_tokens by OpenID Connect Core §3.1.3.7, RFC 8725 and <a
 * href="https://learn.microsoft.com/en-us/entra/identity-platform/claims-validation">what Entra
 * asks for</a>: the issuer is one per tenant, and keys may be bound to one issuer.
 */
final class IdTokens {

  /** Clocks differ. */
  private static final int SKEW_SECONDS = 60;

  /** Entra's tokens live for an hour; none that is older than a day was made for this journey. */
  private static final int MAX_AGE_SECONDS = 86_400;

  private static final AlgorithmConstraints ALGORITHM =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

  private final String issuers;
  private final SigningKeys keys;
  private final Clock clock;

  /**
   * @param authority URL that issuers start with, without a slash at the end
   */
  IdTokens(String authority, SigningKeys keys, Clock clock) {
    this.issuers = authority + "/%s/v2.0";
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Validates a token.
   *
   * @param clientId whom it must be for
   * @param nonce of the journey; without one no token is valid
   * @return the user, or a {@link ProviderException} of {@link Kind#REFUSED}
   */
  Uni<TeamsUser> validate(String token, String clientId, Optional<String> nonce) {
    return Uni.createFrom()
        .deferred(() -> keys.find(keyId(token)))
        .map(
            key ->
                user(
                    token,
                    key.orElseThrow(() -> refused("unknown_key")),
                    clientId,
                    nonce.orElseThrow(() -> refused("nonce"))));
  }

  /** The key's name, of a token that is at least signed as Entra signs. */
  private static String keyId(String token) {
    try {
      var header = new JsonWebSignature();
      header.setCompactSerialization(token);
      if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(header.getAlgorithmHeaderValue())) {
        throw refused("algorithm");
      }
      return Optional.ofNullable(header.getKeyIdHeaderValue())
          .filter(id -> !id.isBlank())
          .orElseThrow(() -> refused("unknown_key"));
    } catch (JoseException undecodable) {
      throw new ProviderException(
          Kind.REFUSED, "id_token_undecodable", "Failed to decode MS Teams id_token");
    }
  }

  private TeamsUser user(String token, SigningKey key, String clientId, String nonce) {
    try {
      var claims = verified(token, key, clientId);
      if (claims.getAudience().size() != 1) {
        throw refused("audience");
      }
      var tenant = text(claims, "tid").flatMap(TenantId::of).orElseThrow(() -> refused("tenant"));
      var issuer = issuers.formatted(tenant.value());
      if (!issuer.equals(claims.getIssuer()) || !key.signsFor(issuer, tenant)) {
        throw refused("issuer");
      }
      if (!text(claims, "ver").filter("2.0"::equals).isPresent()) {
        throw refused("version");
      }
      if (!text(claims, "nonce").filter(told -> isSame(told, nonce)).isPresent()) {
        throw refused("nonce");
      }
      return new TeamsUser(
          tenant,
          text(claims, "oid")
              .filter(TenantId::isGuid)
              .orElseThrow(
                  () ->
                      new ProviderException(
                          Kind.REFUSED, "id_token_oid", "MS Teams id_token missing oid claim")));
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
            .setRequireNotBefore()
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
          "event=id_token_refused codes=%s",
          invalid.getErrorDetails().stream().map(detail -> detail.getErrorCode()).toList());
      throw refused("invalid");
    }
  }

  private static Optional<String> text(JwtClaims claims, String name) {
    return claims.getClaimValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static ProviderException refused(String why) {
    return new ProviderException(
        Kind.REFUSED, "id_token_" + why, "MS Teams id_token is not valid: " + why);
  }

  /**
   * A user of a tenant; both ids together are the identity, since a guest has another {@code oid}
   * in every tenant.
   *
   * @param objectId the {@code oid}
   */
  record TeamsUser(TenantId tenant, String objectId) {}
}
