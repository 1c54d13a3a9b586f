package dev.chatconnect.connection;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/**
 * Lets one caller at a time, of all on all replicas, get a connection new tokens; the others wait
 * for what it gets.
 */
@Singleton
class TokenTurns {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLLS = 75;

  private final ConnectionStore connections;
  private final RenewalLock lock;

  TokenTurns(ConnectionStore connections, RenewalLock lock) {
    this.connections = connections;
    this.lock = lock;
  }

  /**
   * Does the work unless somebody else did it by the time it is this caller's turn.
   *
   * @param due whether there is something to do for a connection as it is now; may throw
   * @param work gets the connection as it is now and answers the changed one
   * @return 404 when there is no such connection, 502 when its turn did not come in time
   */
  Uni<ChannelConnection> take(
      Environment environment,
      String identifier,
      Predicate<ChannelConnection> due,
      Function<ChannelConnection, Uni<ChannelConnection>> work) {
    return new Turn(environment, identifier, due, work).take(POLLS);
  }

  /** One caller's wait for its turn. */
  private final class Turn {

    private final RedisKeys keys;
    private final String identifier;
    private final Predicate<ChannelConnection> due;
    private final Function<ChannelConnection, Uni<ChannelConnection>> work;

    Turn(
        Environment environment,
        String identifier,
        Predicate<ChannelConnection> due,
        Function<ChannelConnection, Uni<ChannelConnection>> work) {
      this.keys = new RedisKeys(environment.id());
      this.identifier = identifier;
      this.due = due;
      this.work = work;
    }

    Uni<ChannelConnection> take(int pollsLeft) {
      return lock.acquire(keys, identifier)
          .chain(
              held ->
                  held.isPresent()
                      // Reads again, since the former holder may have done it already.
                      ? unlessDone(work)
                          .onItemOrFailure()
                          .call((ignored, failure) -> lock.release(keys, identifier, held.get()))
                      : waitForOther(pollsLeft));
    }

    private Uni<ChannelConnection> waitForOther(int pollsLeft) {
      if (pollsLeft == 0) {
        return Uni.createFrom().failure(ErrorCode.TOKEN_REFRESH_TIMED_OUT.with(identifier));
      }
      return Uni.createFrom()
          .voidItem()
          .onItem()
          .delayIt()
          .by(POLL)
          .chain(() -> unlessDone(connection -> take(pollsLeft - 1)));
    }

    private Uni<ChannelConnection> unlessDone(
        Function<ChannelConnection, Uni<ChannelConnection>> then) {
      return connections
          .find(keys, identifier)
          .map(found -> found.orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(identifier)))
          .chain(
              connection ->
                  due.test(connection)
                      ? then.apply(connection)
                      : Uni.createFrom().item(connection));
    }
  }
}
