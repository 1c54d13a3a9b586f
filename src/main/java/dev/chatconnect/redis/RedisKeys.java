package dev.chatconnect.redis;

/**
 * Names of an environment's keys. The environment id is a Redis Cluster hash tag, so one script can
 * change several keys of an environment together.
 *
 * <p>Auxiliary families ({@code connection.owner}, {@code connection.index}) differ from the record
 * family ({@code connection}) before the colon: identifiers are chosen by callers and may hold
 * colons, and none of them may name an auxiliary key.
 *
 * @param environmentId id of the environment
 */
public record RedisKeys(String environmentId) {

  /** A record of a kind. */
  public String record(String kind, String id) {
    return prefix() + kind + ':' + id;
  }

  /** A look-up from an alternative key to a record's id. */
  public String lookup(String kind, String name, String value) {
    return prefix() + kind + '.' + name + ':' + value;
  }

  /** The sorted set of a kind's records that share a value in a dimension. */
  public String index(String kind, String dimension, String value) {
    return prefix() + kind + ".index:" + dimension + ':' + value;
  }

  /** The sorted set of all records of a kind. */
  public String index(String kind) {
    return prefix() + kind + ".index:all";
  }

  /** The counter that orders an environment's records by creation. */
  public String sequence() {
    return prefix() + "sequence";
  }

  /** The stream of what happened in the environment. */
  public String events() {
    return prefix() + "events";
  }

  private String prefix() {
    return "cc:{" + environmentId + "}:";
  }
}
