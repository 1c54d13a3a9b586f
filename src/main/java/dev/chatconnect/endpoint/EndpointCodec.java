package dev.chatconnect.endpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Sealed;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.redis.RecordJson;

/** Translates between endpoints and what Redis holds; the only place that sees both. */
@Singleton
class EndpointCodec {

  private final RecordJson json;
  private final SecretCipher cipher;

  EndpointCodec(RecordJson json, SecretCipher cipher) {
    this.json = json;
    this.cipher = cipher;
  }

  String encode(EndpointKeys keys, ChannelEndpoint endpoint) {
    return json.write(
        new StoredEndpoint(
            endpoint.identifier(),
            endpoint.integrationId(),
            endpoint.integrationIdentifier(),
            endpoint.providerId(),
            endpoint.channel(),
            endpoint.connectionIdentifier(),
            endpoint.subscriberId(),
            endpoint.contextKeys(),
            endpoint.type(),
            cipher.encrypt(json.write(endpoint.endpoint()), place(keys, endpoint.identifier())),
            endpoint.uniqueKey(),
            endpoint.createdAt(),
            endpoint.updatedAt()));
  }

  /** The endpoint of a record; its fields stay sealed until somebody asks for them. */
  ChannelEndpoint decode(EndpointKeys keys, String raw) {
    var stored = json.read(raw, StoredEndpoint.class);
    return new ChannelEndpoint(
        stored.identifier(),
        stored.integrationId(),
        stored.integrationIdentifier(),
        stored.providerId(),
        stored.channel(),
        stored.connectionIdentifier(),
        stored.subscriberId(),
        stored.contextKeys(),
        stored.type(),
        Sealed.at(
            place(keys, stored.identifier()),
            stored.endpoint(),
            () -> open(place(keys, stored.identifier()), stored.endpoint())),
        stored.uniqueKey(),
        stored.createdAt(),
        stored.updatedAt());
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> open(String place, String fields) {
    return Collections.unmodifiableMap(json.read(cipher.decrypt(fields, place), Map.class));
  }

  /** The record with its fields under the key that encrypts now. */
  String rewrap(String key, String raw) {
    return json.replaceTexts(
        raw,
        List.of(),
        (field, text) -> field.equals("endpoint") ? cipher.rewrap(text, place(key)) : text);
  }

  private static String place(EndpointKeys keys, String identifier) {
    return place(keys.record(identifier));
  }

  private static String place(String key) {
    return key + "#endpoint";
  }
}
