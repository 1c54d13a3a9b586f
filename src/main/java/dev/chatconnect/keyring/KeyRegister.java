package dev.chatconnect.keyring;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.KeyRing;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RecordJson;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/**
 * The keys that an environment's data may be under, with a fingerprint of each. Replicas with
 * different rings share it: each enters the key that it encrypts with.
 */
@Singleton
class KeyRegister {

  private final RedisGateway redis;
  private final Transactions transactions;
  private final RecordJson json;
  private final KeyRing ring;

  KeyRegister(RedisGateway redis, Transactions transactions, RecordJson json, KeyRing ring) {
    this.redis = redis;
    this.transactions = transactions;
    this.json = json;
    this.ring = ring;
  }

  /**
   * What is registered.
   *
   * @param fingerprints by id of the key
   */
  @RegisterForReflection
  record Registered(Map<String, String> fingerprints) {

    static final Registered NONE = new Registered(Map.of());
  }

  /**
   * Makes sure that the ring can read the environment's data, and enters the key that encrypts.
   *
   * @return {@link WrongKeysException} when a key is missing from the ring or is another one
   */
  Uni<Void> enter(Environment environment) {
    return write(
        environment,
        registered -> {
          require(environment, registered);
          var entered = new TreeMap<>(registered.fingerprints());
          entered.put(ring.currentId(), ring.fingerprint(ring.currentId()).orElseThrow());
          return new Registered(entered);
        });
  }

  /**
   * The same without entering anything.
   *
   * @return whether any key is registered; {@link WrongKeysException} when a key is missing from
   *     the ring or is another one
   */
  Uni<Boolean> compare(Environment environment) {
    return redis
        .get(new RedisKeys(environment.id()).record("encryption", "keys"))
        .invoke(raw -> require(environment, registered(raw)))
        .map(Optional::isPresent);
  }

  /** Strikes every key but the one that encrypts, once no data is under another one. */
  Uni<Void> retireOthers(Environment environment) {
    var current = ring.currentId();
    var only = new Registered(Map.of(current, ring.fingerprint(current).orElseThrow()));
    return write(environment, registered -> only);
  }

  private interface Change {
    Registered apply(Registered registered);
  }

  private Uni<Void> write(Environment environment, Change change) {
    var keys = new RedisKeys(environment.id());
    var key = keys.record("encryption", "keys");
    return redis
        .get(key)
        .map(raw -> plan(key, raw, change))
        .chain(
            plan ->
                plan.value()
                    ? transactions.write(
                        keys, () -> redis.get(key).map(raw -> plan(key, raw, change)))
                    // As nearly always: a look is enough.
                    : Uni.createFrom().item(false))
        .replaceWithVoid();
  }

  private Plan<Boolean> plan(String key, Optional<String> raw, Change change) {
    var changed = json.write(change.apply(registered(raw)));
    return raw.filter(changed::equals).isPresent()
        ? Plan.nothing(false)
        : new Plan<>(true, commit -> commit.expectUnchanged("keys", key, raw).set(key, changed));
  }

  private Registered registered(Optional<String> raw) {
    return raw.map(found -> json.read(found, Registered.class)).orElse(Registered.NONE);
  }

  private void require(Environment environment, Registered registered) {
    registered
        .fingerprints()
        .forEach(
            (id, fingerprint) -> {
              var known =
                  ring.fingerprint(id)
                      .orElseThrow(() -> WrongKeysException.missing(environment.name(), id));
              if (!known.equals(fingerprint)) {
                throw WrongKeysException.different(environment.name(), id);
              }
            });
  }
}
