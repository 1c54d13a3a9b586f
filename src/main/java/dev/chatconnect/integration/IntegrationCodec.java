package dev.chatconnect.integration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.redis.RecordJson;

/** Translates between integrations and what Redis holds; the only place that sees both. */
@Singleton
class IntegrationCodec {

  private final RecordJson json;
  private final SecretCipher cipher;

  private final IntegrationMemory memory;

  /** One secret field of a record. */
  private record Secret(String key, String field) {

    String place() {
      return key + "#credentials." + field;
    }

    boolean isClear(String stored) {
      return CredentialFields.isClear(field, stored);
    }
  }

  IntegrationCodec(RecordJson json, SecretCipher cipher, IntegrationMemory memory) {
    this.json = json;
    this.cipher = cipher;
    this.memory = memory;
  }

  String encode(String key, Integration integration) {
    return json.write(
        new StoredIntegration(
            integration.id(),
            integration.identifier(),
            integration.name(),
            integration.providerId(),
            integration.channel(),
            integration.kind(),
            secrets(key, integration.credentials().values(), this::encrypt),
            integration.configurations(),
            integration.conditions(),
            integration.active(),
            integration.primary(),
            integration.priority(),
            integration.createdAt(),
            integration.updatedAt()));
  }

  /** Decodes a record; its key, which binds the secrets, follows from the id that it holds. */
  Integration decode(IntegrationKeys keys, String raw) {
    return memory
        .decoded(keys, raw)
        .orElseGet(
            () -> {
              var integration = open(keys, raw);
              memory.keep(keys, raw, integration);
              return integration;
            });
  }

  /** The same for one channel: empty for a record of another, which need not be readable. */
  Optional<Integration> decode(IntegrationKeys keys, String raw, String channel) {
    try {
      return Optional.of(decode(keys, raw)).filter(found -> isOf(channel, found.channel()));
    } catch (UndecipherableException lost) {
      if (isOf(channel, json.read(raw, StoredIntegration.class).channel())) {
        throw lost;
      }
      return Optional.empty();
    }
  }

  private static boolean isOf(String channel, Optional<String> present) {
    return present.filter(channel::equals).isPresent();
  }

  private Integration open(IntegrationKeys keys, String raw) {
    var stored = json.read(raw, StoredIntegration.class);
    var key = keys.record(stored.id());
    return new Integration(
        stored.id(),
        stored.identifier(),
        stored.name(),
        stored.providerId(),
        stored.channel(),
        stored.kind(),
        new Credentials(secrets(key, stored.credentials(), this::decrypt)),
        stored.configurations(),
        stored.conditions(),
        stored.active(),
        stored.primary(),
        stored.priority(),
        stored.createdAt(),
        stored.updatedAt());
  }

  /** The record with its secrets under the key that encrypts now. */
  String rewrap(String key, String raw) {
    return json.replaceTexts(
        raw,
        List.of("credentials"),
        (field, text) ->
            CredentialFields.isSecret(field) ? rewrap(new Secret(key, field), text) : text);
  }

  private String rewrap(Secret secret, String stored) {
    return secret.isClear(stored) ? encrypt(secret, stored) : cipher.rewrap(stored, secret.place());
  }

  private String encrypt(Secret secret, String text) {
    return cipher.encrypt(text, secret.place());
  }

  private String decrypt(Secret secret, String stored) {
    return secret.isClear(stored) ? stored : cipher.decrypt(stored, secret.place());
  }

  private static Map<String, Object> secrets(
      String key, Map<String, Object> credentials, BiFunction<Secret, String, String> translate) {
    var translated = new HashMap<>(credentials);
    translated.replaceAll(
        (field, value) ->
            CredentialFields.isSecret(field) && value instanceof String text
                ? translate.apply(new Secret(key, field), text)
                : value);
    return translated;
  }
}
