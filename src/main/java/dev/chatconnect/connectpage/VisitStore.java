package dev.chatconnect.connectpage;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisGateway;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Links that wait to be opened, and sessions. Both are named by a secret of which Redis has only
 * the SHA-256, and encrypted.
 */
@Singleton
class VisitStore {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final RedisGateway redis;
  private final RecordJson json;
  private final SecretCipher cipher;

  VisitStore(RedisGateway redis, RecordJson json, SecretCipher cipher) {
    this.redis = redis;
    this.json = json;
    this.cipher = cipher;
  }

  Uni<Void> keepLink(String token, Visit visit, Duration life) {
    return keep(link(token), visit, life);
  }

  /** What a link is for, without using it up. */
  Uni<Optional<Visit>> peekLink(String token) {
    var key = link(token);
    return valid(token) ? redis.get(key).map(found -> read(found, key, Visit.class)) : nothing();
  }

  /** Takes a link: of concurrent callers exactly one gets it. */
  Uni<Optional<Visit>> takeLink(String token) {
    var key = link(token);
    return valid(token) ? redis.take(key).map(found -> read(found, key, Visit.class)) : nothing();
  }

  Uni<Void> keepSession(String token, Session session, Duration life) {
    return keep(session(token), session, life);
  }

  Uni<Optional<Session>> findSession(String token) {
    var key = session(token);
    return valid(token) ? redis.get(key).map(found -> read(found, key, Session.class)) : nothing();
  }

  private Uni<Void> keep(String key, Object record, Duration life) {
    return redis.set(key, cipher.encrypt(json.write(record), key), life);
  }

  /** What was kept under an encryption key that is gone is as good as expired. */
  private <T> Optional<T> read(Optional<String> sealed, String key, Class<T> type) {
    try {
      return sealed.map(text -> json.read(cipher.decrypt(text, key), type));
    } catch (UndecipherableException e) {
      Log.warnf("event=visit_undecipherable cause=\"%s\"", e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean valid(String token) {
    return TOKEN.matcher(token).matches();
  }

  private static <T> Uni<Optional<T>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }

  private static String link(String token) {
    return "cc:connect-link:" + Digests.sha256Hex(token);
  }

  private static String session(String token) {
    return "cc:connect-session:" + Digests.sha256Hex(token);
  }
}
