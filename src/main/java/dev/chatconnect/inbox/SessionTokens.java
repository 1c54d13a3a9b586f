package dev.chatconnect.inbox;

import java.security.PrivateKey;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.web.PublicUrlSettings;
import io.quarkus.logging.Log;
import io.smallrye.jwt.build.Jwt;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.JoseException;

/**
 * Makes and reads session tokens: JWTs (RFC 7519) signed with a key of the ring, typed and
 * restricted to one audience, so that no other token of anybody is taken for one (RFC 8725 §3).
 */
@Singleton
class SessionTokens {

  /** As the reference API has it. */
  static final String AUDIENCE = "widget_user";

  /** Explicit type (RFC 8725 §3.11). */
  static final String TYPE = "chat-connect-session+jwt";

  private static final String ENVIRONMENT = "environmentId";
  private static final String ORGANIZATION = "organizationId";
  private static final String SUBSCRIBER = "subscriberId";
  private static final String CONTEXT_KEYS = "contextKeys";
  private static final String SUBSCRIBER_VOUCHED = "subscriberVerified";
  private static final String CONTEXT_VOUCHED = "contextVerified";

  private final SessionKeyRing keys;
  private final Environments environments;
  private final InboxSettings settings;
  private final Clock clock;
  private final String issuer;

  SessionTokens(
      SessionKeyRing keys,
      Environments environments,
      InboxSettings settings,
      Clock clock,
      PublicUrlSettings address) {
    this.keys = keys;
    this.environments = environments;
    this.settings = settings;
    this.clock = clock;
    this.issuer = address.publicUrl().toString();
  }

  /** A token for a session that begins now. */
  String issue(SubscriberSession session) {
    var now = clock.instant();
    var key = keys.current();
    var signature =
        Jwt.claims()
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject(session.subscriberId())
            .issuedAt(now)
            .expiresAt(now.plus(settings.token().lifetime()))
            .claim(ENVIRONMENT, session.environment().id())
            .claim(ORGANIZATION, session.environment().organizationId())
            .claim(SUBSCRIBER, session.subscriberId())
            .claim(CONTEXT_KEYS, session.contextKeys())
            .claim(SUBSCRIBER_VOUCHED, session.subscriberVouched())
            .claim(CONTEXT_VOUCHED, session.contextVouched())
            .jws()
            .type(TYPE)
            .keyId(key.id())
            .algorithm(key.algorithm());
    return key.signing().orElseThrow() instanceof SecretKey secret
        ? signature.sign(secret)
        : signature.sign((PrivateKey) key.signing().orElseThrow());
  }

  /** The session of a token; empty unless it was made here, for an environment that still is. */
  Optional<SubscriberSession> read(String token) {
    return keyOf(token).flatMap(key -> verified(token, key)).flatMap(this::session);
  }

  private Optional<SessionKey> keyOf(String token) {
    try {
      var header = new JsonWebSignature();
      header.setCompactSerialization(token);
      return Optional.ofNullable(header.getKeyIdHeaderValue()).flatMap(keys::find);
    } catch (JoseException | RuntimeException undecodable) {
      return Optional.empty();
    }
  }

  private Optional<JwtClaims> verified(String token, SessionKey key) {
    try {
      var context = consumer(key).process(token);
      return Optional.of(context.getJwtClaims())
          .filter(claims -> isTyped(context) && livesNoLongerThanOurs(claims));
    } catch (InvalidJwtException | RuntimeException invalid) {
      Log.debugf("event=session_token_refused kid=%s reason=%s", key.id(), invalid.getClass());
      return Optional.empty();
    }
  }

  /** What a token has to be, by the clock that it was issued by. */
  private JwtConsumer consumer(SessionKey key) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().getAlgorithm())
        .setVerificationKey(key.verification())
        .setExpectedIssuer(true, issuer)
        .setExpectedAudience(true, AUDIENCE)
        .setRequireSubject()
        .setRequireIssuedAt()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(0)
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .build();
  }

  private boolean livesNoLongerThanOurs(JwtClaims claims) {
    try {
      var begin = claims.getIssuedAt().getValue();
      var end = claims.getExpirationTime().getValue();
      return begin <= end
          && Math.subtractExact(end, begin) <= settings.token().lifetime().toSeconds();
    } catch (MalformedClaimException malformed) {
      return false;
    }
  }

  private static boolean isTyped(JwtContext context) {
    return context.getJoseObjects().size() == 1
        && TYPE.equals(context.getJoseObjects().get(0).getHeader("typ"));
  }

  private Optional<SubscriberSession> session(JwtClaims claims) {
    try {
      var organization = claims.getStringClaimValue(ORGANIZATION);
      var subscriber = claims.getStringClaimValue(SUBSCRIBER);
      var contextKeys = claims.getStringListClaimValue(CONTEXT_KEYS);
      if (subscriber == null
          || !claims.hasClaim(CONTEXT_KEYS)
          || contextKeys.stream().anyMatch(Objects::isNull)) {
        return Optional.empty();
      }
      return Optional.ofNullable(claims.getStringClaimValue(ENVIRONMENT))
          .flatMap(environments::byId)
          .filter(environment -> environment.organizationId().equals(organization))
          .map(
              environment ->
                  new SubscriberSession(
                      environment,
                      subscriber,
                      List.copyOf(contextKeys),
                      isTrue(claims, SUBSCRIBER_VOUCHED),
                      isTrue(claims, CONTEXT_VOUCHED)));
    } catch (MalformedClaimException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isTrue(JwtClaims claims, String name) {
    return Boolean.TRUE.equals(claims.getClaimValue(name));
  }
}
