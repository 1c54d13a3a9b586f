package dev.chatconnect.connection;

import jakarta.inject.Singleton;

import dev.chatconnect.keyring.SealedRecords;
import dev.chatconnect.redis.RedisKeys;

/** The tokens of connections. */
@Singleton
class SealedConnections implements SealedRecords {

  private final ConnectionCodec codec;

  SealedConnections(ConnectionCodec codec) {
    this.codec = codec;
  }

  @Override
  public String kind() {
    return "connection";
  }

  @Override
  public String index(RedisKeys environment) {
    return new ConnectionKeys(environment).all();
  }

  @Override
  public String key(RedisKeys environment, String id) {
    return new ConnectionKeys(environment).record(id);
  }

  @Override
  public String rewrap(String key, String raw) {
    return codec.rewrap(key, raw);
  }
}
