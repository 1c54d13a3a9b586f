package dev.chatconnect.keyring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Ciphers;
import dev.chatconnect.crypto.Digests;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.arc.All;
import io.quarkus.redis.datasource.RedisDataSource;

/** The records of an environment as tests of rotation see and age them. */
@Singleton
class Stored {

  /** The environments of tests have ids that are derived from their names. */
  static final RedisKeys DEFAULT = environment("default");

  static final RedisKeys OTHER = environment("other");

  private static final Pattern KEY_ID = Pattern.compile("\"v1\\.([A-Za-z0-9_-]+)\\.");
  private static final SecretCipher FORMER = Ciphers.with(TwoKeys.OLD, TwoKeys.NEW);

  private final RedisDataSource redis;
  private final RecordJson json;
  private final List<SealedRecords> kinds;

  Stored(RedisDataSource redis, RecordJson json, @All List<SealedRecords> kinds) {
    this.redis = redis;
    this.json = json;
    this.kinds = kinds;
  }

  private static RedisKeys environment(String name) {
    return new RedisKeys(Digests.sha256Hex("environment:" + name).substring(0, 24));
  }

  List<String> kinds() {
    return kinds.stream().map(SealedRecords::kind).toList();
  }

  /** Keys of all records of an environment. */
  List<String> keys(RedisKeys environment) {
    var keys = new ArrayList<String>();
    for (var kind : kinds) {
      for (var id : redis.sortedSet(String.class).zrange(kind.index(environment), 0, -1)) {
        keys.add(kind.key(environment, id));
      }
    }
    return keys;
  }

  /** How many records hold secrets. */
  int sealed(RedisKeys environment) {
    return (int) keys(environment).stream().filter(key -> !keyIds(key).isEmpty()).count();
  }

  String raw(String key) {
    return Optional.ofNullable(redis.value(String.class).get(key)).orElse("");
  }

  void put(String key, String raw) {
    redis.value(String.class).set(key, raw);
  }

  /** Ids of the keys that a record's secrets are under. */
  List<String> keyIds(String key) {
    return KEY_ID.matcher(raw(key)).results().map(found -> found.group(1)).distinct().toList();
  }

  /** Puts the secrets of every record under the old key, as a replica with the old ring would. */
  void age(RedisKeys environment) {
    keys(environment).forEach(this::age);
  }

  void age(String key) {
    var raw = raw(key);
    var aged = json.replaceTexts(raw, List.of(), (field, text) -> aged(key + '#' + field, text));
    put(
        key,
        json.replaceTexts(
            aged,
            List.of("credentials"),
            (field, text) -> aged(key + "#credentials." + field, text)));
  }

  private static String aged(String place, String text) {
    return text.startsWith("v1.") ? FORMER.rewrap(text, place) : text;
  }
}
