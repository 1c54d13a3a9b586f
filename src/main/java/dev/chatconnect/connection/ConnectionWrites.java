package dev.chatconnect.connection;

import java.time.Instant;
import java.util.Optional;

import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.redis.Commit;

/**
 * The operations that make, change and remove a connection with all its keys, and tell of it.
 *
 * @param keys of the environment
 */
record ConnectionWrites(ConnectionKeys keys, ConnectionCodec codec, ConnectionEvents events) {

  void create(Commit commit, ChannelConnection connection) {
    var key = keys.record(connection.identifier());
    var ownerKey = keys.owner(connection.owner());
    commit
        .expectAbsent("owner", ownerKey)
        .expectAbsent("identifier", key)
        .set(key, codec.encode(key, connection))
        .set(ownerKey, connection.identifier());
    commit.index(keys.indexesOf(connection), connection.identifier());
    watchExpiry(commit, connection);
    events.created(commit, keys.keys(), connection);
  }

  /** Replaces a connection whose owner and identifier stay, if it is still as it was read. */
  void replace(Commit commit, String raw, ChannelConnection connection) {
    replace(commit, raw, connection, false);
  }

  /** The same for new tokens that the provider gave for the old ones. */
  void renew(Commit commit, String raw, ChannelConnection connection) {
    replace(commit, raw, connection, true);
  }

  private void replace(Commit commit, String raw, ChannelConnection connection, boolean isRenewal) {
    var key = keys.record(connection.identifier());
    // What is compared is what the commit insists on, whoever planned the change.
    var former = codec.decode(key, raw);
    commit.expectUnchanged("record", key, Optional.of(raw)).set(key, codec.encode(key, connection));
    followWorkspace(commit, former, connection);
    if (former.status() != connection.status()
        || !former.sealedTokens().equals(connection.sealedTokens())) {
      // Else its end stays what it is, and may be under a key that is gone.
      watchExpiry(commit, connection);
    }
    events.changed(commit, keys.keys(), former, connection, isRenewal);
  }

  /** Removes a connection, if it is still as it was read. */
  void delete(Commit commit, String raw, ChannelConnection connection) {
    var key = keys.record(connection.identifier());
    commit
        .expectUnchanged("record", key, Optional.of(raw))
        .delete(key)
        .delete(keys.owner(connection.owner()))
        .unindex(keys.byExpiry(), connection.identifier());
    commit.unindex(keys.indexesOf(connection), connection.identifier());
    events.deleted(commit, keys.keys(), connection);
  }

  private void followWorkspace(
      Commit commit, ChannelConnection former, ChannelConnection connection) {
    var integrationId = connection.owner().integrationId();
    if (!former.workspaceId().equals(connection.workspaceId())) {
      commit.unindex(
          keys.ofWorkspace(integrationId, former.workspaceId()), connection.identifier());
    }
    commit.mirror(
        keys.ofWorkspace(integrationId, connection.workspaceId()),
        connection.identifier(),
        keys.all());
  }

  private void watchExpiry(Commit commit, ChannelConnection connection) {
    renewableUntil(connection)
        .ifPresentOrElse(
            end -> commit.rank(keys.byExpiry(), connection.identifier(), end.toEpochMilli()),
            () -> commit.unindex(keys.byExpiry(), connection.identifier()));
  }

  /** Only tokens that may be renewed are opened: others may be under a key that is gone. */
  private static Optional<Instant> renewableUntil(ChannelConnection connection) {
    return connection.status() == ConnectionStatus.ACTIVE
        ? Optional.of(connection.tokens())
            .filter(tokens -> tokens.refreshToken().isPresent())
            .flatMap(TokenSet::expiresAt)
        : Optional.empty();
  }
}
