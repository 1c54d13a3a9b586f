package dev.chatconnect.integration;

import jakarta.inject.Singleton;

import dev.chatconnect.keyring.SealedRecords;
import dev.chatconnect.redis.RedisKeys;

/** The secret credentials of integrations. */
@Singleton
class SealedIntegrations implements SealedRecords {

  private final IntegrationCodec codec;

  SealedIntegrations(IntegrationCodec codec) {
    this.codec = codec;
  }

  @Override
  public String kind() {
    return "integration";
  }

  @Override
  public String index(RedisKeys environment) {
    return new IntegrationKeys(environment).all();
  }

  @Override
  public String key(RedisKeys environment, String id) {
    return new IntegrationKeys(environment).record(id);
  }

  @Override
  public String rewrap(String key, String raw) {
    return codec.rewrap(key, raw);
  }
}
