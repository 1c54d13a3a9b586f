package dev.chatconnect.connection;

import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Plans changes and removals of channel connections that exist. */
@Singleton
class ConnectionChanges {

  private final RedisGateway redis;
  private final ConnectionCodec codec;
  private final ConnectionEvents events;

  ConnectionChanges(RedisGateway redis, ConnectionCodec codec, ConnectionEvents events) {
    this.redis = redis;
    this.codec = codec;
    this.events = events;
  }

  /**
   * Plans a change of a connection whose owner and identifier stay.
   *
   * @return a plan, or empty when there is no such connection
   */
  Uni<Optional<Plan<ChannelConnection>>> planUpdate(
      RedisKeys environment, String identifier, UnaryOperator<ChannelConnection> change) {
    return planChange(environment, identifier, change, ConnectionWrites::replace);
  }

  /** The same for new tokens that the provider gave for the old ones. */
  Uni<Optional<Plan<ChannelConnection>>> planRenewal(
      RedisKeys environment, String identifier, UnaryOperator<ChannelConnection> change) {
    return planChange(environment, identifier, change, ConnectionWrites::renew);
  }

  private interface Write {
    void add(ConnectionWrites writes, Commit commit, String raw, ChannelConnection changed);
  }

  private Uni<Optional<Plan<ChannelConnection>>> planChange(
      RedisKeys environment,
      String identifier,
      UnaryOperator<ChannelConnection> change,
      Write write) {
    var keys = new ConnectionKeys(environment);
    var writes = new ConnectionWrites(keys, codec, events);
    var key = keys.record(identifier);
    return redis
        .get(key)
        .map(
            raw ->
                raw.map(
                    found -> {
                      var changed = change.apply(codec.decode(key, found));
                      return new Plan<>(
                          changed, commit -> write.add(writes, commit, found, changed));
                    }));
  }

  /**
   * Plans the removal of a connection.
   *
   * @return a plan whose outcome is what was there, or empty when there is no such connection
   */
  Uni<Optional<Plan<ChannelConnection>>> planDelete(RedisKeys environment, String identifier) {
    var keys = new ConnectionKeys(environment);
    var writes = new ConnectionWrites(keys, codec, events);
    var key = keys.record(identifier);
    return redis
        .get(key)
        .map(
            raw ->
                raw.map(
                    found -> {
                      var gone = codec.decode(key, found);
                      return new Plan<>(gone, commit -> writes.delete(commit, found, gone));
                    }));
  }
}
