package dev.chatconnect.connect;

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
 * Journeys under way. Redis holds them encrypted under the SHA-256 of the state, so that whoever
 * reads Redis can neither use nor understand them; each can be taken once.
 */
@Singleton
class AuthorizationStateStore {

  private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final RedisGateway redis;
  private final RecordJson json;
  private final SecretCipher cipher;
  private final ConnectSettings settings;

  AuthorizationStateStore(
      RedisGateway redis, RecordJson json, SecretCipher cipher, ConnectSettings settings) {
    this.redis = redis;
    this.json = json;
    this.cipher = cipher;
    this.settings = settings;
  }

  /** Keeps a journey under a state for the configured time. */
  Uni<Void> keep(String state, AuthorizationState journey) {
    var key = key(state);
    return redis.set(key, cipher.encrypt(json.write(journey), key), settings.stateTtl());
  }

  /**
   * Takes a journey away: of concurrent callers with one state exactly one gets it. One that was
   * kept under an encryption key that is gone is as good as expired.
   */
  Uni<Optional<AuthorizationState>> take(String state) {
    if (!STATE.matcher(state).matches()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var key = key(state);
    return redis
        .take(key)
        .map(
            found ->
                found
                    .flatMap(ciphertext -> decrypt(ciphertext, key))
                    .map(journey -> json.read(journey, AuthorizationState.class)));
  }

  private Optional<String> decrypt(String ciphertext, String key) {
    try {
      return Optional.of(cipher.decrypt(ciphertext, key));
    } catch (UndecipherableException e) {
      Log.warnf("event=state_undecipherable cause=\"%s\"", e.getMessage());
      return Optional.empty();
    }
  }

  private static String key(String state) {
    return "cc:state:" + Digests.sha256Hex(state);
  }
}
