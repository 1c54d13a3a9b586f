package dev.chatconnect.integration;

import dev.chatconnect.redis.RedisKeys;

/** Names of the keys of integrations in one environment. */
record IntegrationKeys(RedisKeys keys) {

  private static final String KIND = "integration";

  String record(String id) {
    return keys.record(KIND, id);
  }

  String identifier(String identifier) {
    return keys.lookup(KIND, "identifier", identifier);
  }

  String all() {
    return keys.index(KIND);
  }

  /** Changes with every write that ranks the integrations of a channel. */
  String ranking(String channel) {
    return keys.lookup(KIND, "ranking", channel);
  }
}
