package dev.chatconnect.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.logging.LogText;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Records that a random secret names. Redis holds them encrypted under the SHA-256 of the secret,
 * so that whoever reads Redis can neither use nor understand them; each can be taken once.
 */
@Singleton
public class OneTimeRecords {

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final RedisGateway redis;
  private final Takings takings;
  private final LiveEntries entries;
  private final RecordJson json;
  private final SecretCipher cipher;

  OneTimeRecords(
      RedisGateway redis,
      Takings takings,
      LiveEntries entries,
      RecordJson json,
      SecretCipher cipher) {
    this.redis = redis;
    this.takings = takings;
    this.entries = entries;
    this.json = json;
    this.cipher = cipher;
  }

  /**
   * Keeps a record.
   *
   * @param family prefix of the key, up to and with the last colon
   * @param secret of {@link dev.chatconnect.crypto.RandomIds#secret()}
   */
  public Uni<Void> keep(String family, String secret, Object record, Duration life) {
    var key = key(family, secret);
    return redis.set(key, cipher.encrypt(json.write(record), key), life);
  }

  /**
   * Keeps a record where there is room and what it was decided on still holds.
   *
   * @param rooms where it is counted, as {@link #name} has it
   */
  public Uni<LiveEntries.Outcome> keep(
      String family,
      String secret,
      Object record,
      Duration life,
      List<LiveSet.Room> rooms,
      Optional<Followed> basis) {
    var name = name(secret);
    var key = family + name;
    var value = cipher.encrypt(json.write(record), key);
    return entries.keep(new LiveEntries.Entry(key, value, name, life), rooms, basis);
  }

  /** What stands for a secret in Redis. */
  public static String name(String secret) {
    return Digests.sha256Hex(secret);
  }

  /**
   * Takes a record away: of concurrent callers with one secret exactly one gets it. One that was
   * kept under an encryption key that is gone is as good as expired.
   */
  public <T> Uni<Optional<T>> take(String family, String secret, Class<T> type) {
    return open(family, secret, type, redis::take);
  }

  /**
   * A record that was taken.
   *
   * @param along other records that were read at the same moment, by key
   */
  public record Taken<T>(T record, Map<String, String> along) {

    /** Without its content: this text may end in a log. */
    @Override
    public String toString() {
      return "Taken[]";
    }
  }

  /** The same, with other records that will probably be asked for next. */
  public <T> Uni<Optional<Taken<T>>> take(
      String family, String secret, Class<T> type, List<String> along) {
    if (!SECRET.matcher(secret).matches()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var key = key(family, secret);
    return takings
        .take(key, along)
        .map(
            found ->
                found.flatMap(
                    taken ->
                        decrypt(taken.value(), key)
                            .map(text -> new Taken<>(json.read(text, type), taken.records()))));
  }

  /**
   * Takes a record away for whoever has another secret besides, and who gets it again for a while,
   * a few times, with both; nobody else ever does.
   *
   * @param claim the other secret; Redis holds its hash
   */
  public <T> Uni<Optional<T>> claim(
      String family, String secret, Class<T> type, String claim, Duration again) {
    return open(family, secret, type, key -> takings.claim(key, name(claim), again));
  }

  /** A record that stays where it is. */
  public <T> Uni<Optional<T>> find(String family, String secret, Class<T> type) {
    return open(family, secret, type, redis::get);
  }

  /** Does away with a record that nobody is to have any more. */
  public Uni<Void> discard(String family, String secret) {
    return redis.delete(key(family, secret));
  }

  private <T> Uni<Optional<T>> open(
      String family, String secret, Class<T> type, Function<String, Uni<Optional<String>>> read) {
    if (!SECRET.matcher(secret).matches()) {
      return Uni.createFrom().item(Optional.empty());
    }
    var key = key(family, secret);
    return read.apply(key)
        .map(
            found ->
                found
                    .flatMap(ciphertext -> decrypt(ciphertext, key))
                    .map(record -> json.read(record, type)));
  }

  private Optional<String> decrypt(String ciphertext, String key) {
    try {
      return Optional.of(cipher.decrypt(ciphertext, key));
    } catch (UndecipherableException e) {
      Log.warnf("event=one_time_record_undecipherable cause=\"%s\"", LogText.quotable(e));
      return Optional.empty();
    }
  }

  private static String key(String family, String secret) {
    return family + name(secret);
  }
}
