package dev.chatconnect.connection;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Sealed;
import dev.chatconnect.crypto.SecretCipher;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.redis.RecordJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Translates between connections and what Redis holds; the only place that sees both. */
@Singleton
@RegisterForReflection(targets = TokenSet.class)
class ConnectionCodec {

  private final RecordJson json;
  private final SecretCipher cipher;

  ConnectionCodec(RecordJson json, SecretCipher cipher) {
    this.json = json;
    this.cipher = cipher;
  }

  String encode(String key, ChannelConnection connection) {
    var owner = connection.owner();
    return json.write(
        new StoredConnection(
            connection.identifier(),
            owner.integrationId(),
            owner.subscriberId(),
            owner.contextKeys(),
            connection.integrationIdentifier(),
            connection.providerId(),
            connection.channel(),
            connection.workspace(),
            sealed(place(key), connection.sealedTokens()),
            connection.grant(),
            connection.status(),
            connection.statusReason(),
            connection.createdAt(),
            connection.updatedAt(),
            Optional.of(connection.grantedAt())
                .filter(granted -> !granted.equals(connection.updatedAt()))));
  }

  /** The connection of a record; its tokens stay sealed until somebody asks for them. */
  ChannelConnection decode(String key, String raw) {
    var stored = json.read(raw, StoredConnection.class);
    return new ChannelConnection(
        stored.identifier(),
        new Owner(stored.integrationId(), stored.subscriberId(), stored.contextKeys()),
        stored.integrationIdentifier(),
        stored.providerId(),
        stored.channel(),
        stored.workspace(),
        Sealed.at(place(key), stored.tokens(), () -> open(key, stored.tokens())),
        stored.grant(),
        stored.status(),
        stored.statusReason(),
        stored.createdAt(),
        stored.updatedAt(),
        stored.grantedAt().orElse(stored.updatedAt()));
  }

  private String sealed(String place, Sealed<TokenSet> tokens) {
    return tokens
        .ciphertext(place)
        .orElseGet(() -> cipher.encrypt(json.write(tokens.open()), place));
  }

  private TokenSet open(String key, String tokens) {
    return json.read(cipher.decrypt(tokens, place(key)), TokenSet.class);
  }

  /** The record with its tokens under the key that encrypts now. */
  String rewrap(String key, String raw) {
    return json.replaceTexts(
        raw,
        List.of(),
        (field, text) -> field.equals("tokens") ? cipher.rewrap(text, place(key)) : text);
  }

  private static String place(String key) {
    return key + "#tokens";
  }
}
