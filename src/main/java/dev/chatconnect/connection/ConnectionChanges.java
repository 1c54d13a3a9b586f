package dev.chatconnect.connection;

import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Plans changes and removals of channel connections that exist. */
@Singleton
class ConnectionChanges {

  private final RedisGateway redis;
  private final ConnectionCodec codec;

  ConnectionChanges(RedisGateway redis, ConnectionCodec codec) {
    this.redis = redis;
    this.codec = codec;
  }

  /**
   * Plans a change of a connection whose owner and identifier stay.
   *
   * @return a plan, or empty when there is no such connection
   */
  Uni<Optional<Plan<ChannelConnection>>> planUpdate(
      RedisKeys environment, String identifier, UnaryOperator<ChannelConnection> change) {
    var keys = new ConnectionKeys(environment);
    var writes = new ConnectionWrites(keys, codec);
    var key = keys.record(identifier);
    return redis
        .get(key)
        .map(
            raw ->
                raw.map(
                    found -> {
                      var current = codec.decode(key, found);
                      var changed = change.apply(current);
                      return new Plan<>(
                          changed, commit -> writes.replace(commit, found, current, changed));
                    }));
  }

  /**
   * Plans the removal of a connection.
   *
   * @return a plan whose outcome is what was there, or empty when there is no such connection
   */
  Uni<Optional<Plan<ChannelConnection>>> planDelete(RedisKeys environment, String identifier) {
    var keys = new ConnectionKeys(environment);
    var writes = new ConnectionWrites(keys, codec);
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
