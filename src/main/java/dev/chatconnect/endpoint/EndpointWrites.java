package dev.chatconnect.endpoint;

import java.util.Optional;

import dev.chatconnect.redis.Commit;

/**
 * The operations that make, change and remove an endpoint with all its keys, and tell of it.
 *
 * @param keys of the environment
 */
record EndpointWrites(EndpointKeys keys, EndpointCodec codec, EndpointEvents events) {

  void create(Commit commit, ChannelEndpoint endpoint) {
    var identifier = endpoint.identifier();
    var key = keys.record(identifier);
    commit.expectAbsent("identifier", key).set(key, codec.encode(keys, endpoint));
    hold(commit, endpoint);
    commit.index(keys.indexesOf(endpoint), identifier);
    events.linked(commit, keys.keys(), endpoint);
  }

  /** Replaces an endpoint whose owner and identifier stay, if it is still as it was read. */
  void replace(Commit commit, EndpointHolders.Holder former, ChannelEndpoint renewed) {
    var key = keys.record(renewed.identifier());
    commit
        .expectUnchanged("record", key, Optional.of(former.raw()))
        .set(key, codec.encode(keys, renewed));
    followUnique(commit, former.endpoint(), renewed);
    followConnection(commit, former.endpoint(), renewed);
    events.changed(commit, keys.keys(), former.endpoint(), renewed);
  }

  /** Removes an endpoint, if it is still as it was read. */
  void delete(Commit commit, EndpointHolders.Holder gone) {
    var endpoint = gone.endpoint();
    var key = keys.record(endpoint.identifier());
    commit.expectUnchanged("record", key, Optional.of(gone.raw())).delete(key);
    endpoint.uniqueKey().map(keys::unique).ifPresent(commit::delete);
    commit.unindex(keys.indexesOf(endpoint), endpoint.identifier());
    events.unlinked(commit, keys.keys(), endpoint);
  }

  private void followUnique(Commit commit, ChannelEndpoint former, ChannelEndpoint renewed) {
    if (renewed.uniqueKey().equals(former.uniqueKey())) {
      return;
    }
    former.uniqueKey().map(keys::unique).ifPresent(commit::delete);
    hold(commit, renewed);
  }

  private void hold(Commit commit, ChannelEndpoint endpoint) {
    endpoint
        .uniqueKey()
        .map(keys::unique)
        .ifPresent(
            unique -> commit.expectAbsent("unique", unique).set(unique, endpoint.identifier()));
  }

  private void followConnection(Commit commit, ChannelEndpoint former, ChannelEndpoint renewed) {
    if (renewed.connectionIdentifier().equals(former.connectionIdentifier())) {
      return;
    }
    former
        .connectionIdentifier()
        .map(keys::ofConnection)
        .ifPresent(index -> commit.unindex(index, former.identifier()));
    renewed
        .connectionIdentifier()
        .map(keys::ofConnection)
        .ifPresent(index -> commit.mirror(index, renewed.identifier(), keys.all()));
  }
}
