package dev.chatconnect.endpoint;

import jakarta.inject.Singleton;

import dev.chatconnect.keyring.SealedRecords;
import dev.chatconnect.redis.RedisKeys;

/** What endpoints reach people by. */
@Singleton
class SealedEndpoints implements SealedRecords {

  private final EndpointCodec codec;

  SealedEndpoints(EndpointCodec codec) {
    this.codec = codec;
  }

  @Override
  public String kind() {
    return "endpoint";
  }

  @Override
  public String index(RedisKeys environment) {
    return new EndpointKeys(environment).all();
  }

  @Override
  public String key(RedisKeys environment, String id) {
    return new EndpointKeys(environment).record(id);
  }

  @Override
  public String rewrap(String key, String raw) {
    return codec.rewrap(key, raw);
  }
}
