package dev.chatconnect.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
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

  /** What a turn is for. */
  interface Task {

    /** The answer where no turn is needed for it; looked for before every attempt to get one. */
    default Uni<Optional<ChannelConnection>> withoutTurn(RedisKeys keys, String identifier) {
      return Uni.createFrom().item(Optional.empty());
    }

    /** Whether there is something to do for a connection as it is now; may throw. */
    boolean isDue(ChannelConnection connection);

    /** Does it, and answers the connection as it is then. */
    Uni<ChannelConnection> perform(ChannelConnection connection);
  }

  /**
   * Performs the task unless somebody else did by the time it is this caller's turn.
   *
   * @return 404 when there is no such connection, 502 when its turn did not come in time
   */
  Uni<ChannelConnection> take(RedisKeys keys, String identifier, Task task) {
    return take(keys, identifier, task, POLLS);
  }

  /** The connection as it is now; 404 when there is none. */
  Uni<ChannelConnection> read(RedisKeys keys, String identifier) {
    return connections
        .find(keys, identifier)
        .map(found -> found.orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(identifier)));
  }

  private Uni<ChannelConnection> take(RedisKeys keys, String identifier, Task task, int pollsLeft) {
    return task.withoutTurn(keys, identifier)
        .chain(
            answer ->
                answer.isPresent()
                    ? Uni.createFrom().item(answer)
                    // Reads again, since the former holder may have done it already.
                    : lock.holding(
                        keys, identifier, () -> ifDue(keys, identifier, task, task::perform)))
        .chain(
            done ->
                done.isPresent()
                    ? Uni.createFrom().item(done.get())
                    : waitForOther(keys, identifier, task, pollsLeft));
  }

  private Uni<ChannelConnection> waitForOther(
      RedisKeys keys, String identifier, Task task, int pollsLeft) {
    if (pollsLeft == 0) {
      return Uni.createFrom().failure(ErrorCode.TOKEN_REFRESH_TIMED_OUT.with(identifier));
    }
    return CallerContext.pause(POLL)
        .chain(
            () ->
                ifDue(keys, identifier, task, due -> take(keys, identifier, task, pollsLeft - 1)));
  }

  private Uni<ChannelConnection> ifDue(
      RedisKeys keys,
      String identifier,
      Task task,
      Function<ChannelConnection, Uni<ChannelConnection>> then) {
    return read(keys, identifier)
        .chain(
            connection ->
                task.isDue(connection)
                    ? then.apply(connection)
                    : Uni.createFrom().item(connection));
  }
}
