package dev.chatconnect.keyring;

import dev.chatconnect.redis.RedisKeys;

/**
 * A kind of record that holds ciphertexts and lives until it is deleted. Every such kind has one of
 * these: what a rewrap does not know is lost with the key that it is under.
 */
public interface SealedRecords {

  /** Name of the kind, unique: {@code connection}. */
  String kind();

  /** The sorted set of the ids of all records of an environment, in the order of creation. */
  String index(RedisKeys environment);

  /** Key of one record. */
  String key(RedisKeys environment, String id);

  /**
   * The record with its secrets under the first key of the ring, everything else as it was; the
   * very same text when they are under that key already.
   *
   * @param key of the record
   * @param raw the record as it is stored
   * @throws dev.chatconnect.crypto.UndecipherableException when a secret cannot be read
   */
  String rewrap(String key, String raw);
}
