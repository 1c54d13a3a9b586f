package dev.chatconnect.integration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.redis.RecordJson;

/** Translates between integrations and what Redis holds; the only place that sees both. */
@Singleton
class IntegrationCodec {

  private static final int MOST_DECODED = 1_000;

  private final RecordJson json;
  private final SecretCipher cipher;

  /**
   * What was decoded lately. Integrations are read by nearly every request and change hardly ever;
   * Redis is still asked each time, and a changed record is another key here.
   */
  private final Map<Sealed, Integration> decoded = new ConcurrentHashMap<>();

  /** A record as Redis holds it; the same text in another environment must not be taken for it. */
  private record Sealed(IntegrationKeys keys, String raw) {}

  /** One secret field of a record. */
  private record Secret(String key, String field) {

    String place() {
      return key + "#credentials." + field;
    }

    boolean isClear(String stored) {
      return CredentialFields.isClear(field, stored);
    }
  }

  IntegrationCodec(RecordJson json, SecretCipher cipher) {
    this.json = json;
    this.cipher = cipher;
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
    var sealed = new Sealed(keys, raw);
    var known = decoded.get(sealed);
    if (known != null) {
      return known;
    }
    var integration = open(keys, raw);
    if (decoded.size() >= MOST_DECODED) {
      decoded.clear();
    }
    decoded.put(sealed, integration);
    return integration;
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
