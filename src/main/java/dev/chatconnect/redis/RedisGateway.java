package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Command;

/**
 * The one door to Redis. Every operation ends within the configured time; a failure of the
 * connection or the server is an {@link ErrorCode#STORE_UNAVAILABLE}.
 */
@Singleton
public class RedisGateway {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Commands commands;
  private final ReactiveRedisDataSource redis;
  private final RedisSettings settings;

  RedisGateway(Commands commands, ReactiveRedisDataSource redis, RedisSettings settings) {
    this.commands = commands;
    this.redis = redis;
    this.settings = settings;
  }

  public Uni<Optional<String>> get(String key) {
    return guarded(commands.execute(Command.GET, key)).map(RedisGateway::text);
  }

  /** Reads and deletes in one step (GETDEL): of concurrent callers exactly one gets the value. */
  public Uni<Optional<String>> take(String key) {
    return guarded(commands.execute(Command.GETDEL, key)).map(RedisGateway::text);
  }

  /** Sets a value that expires; whole seconds. */
  public Uni<Void> set(String key, String value, Duration life) {
    return guarded(commands.execute(Command.SET, key, value, "EX", Long.toString(life.toSeconds())))
        .replaceWithVoid();
  }

  /** Sets a value that expires, unless the key exists; answers whether it was set. */
  public Uni<Boolean> setIfAbsent(String key, String value, Duration life) {
    return guarded(
            commands.execute(Command.SET, key, value, "EX", Long.toString(life.toSeconds()), "NX"))
        .map(response -> text(response).isPresent());
  }

  public Uni<Void> delete(String key) {
    return guarded(commands.execute(Command.DEL, key)).replaceWithVoid();
  }

  /** Takes a member out of a sorted set, if it is in it. */
  Uni<Void> removeMember(String key, String member) {
    return guarded(commands.execute(Command.ZREM, key, member)).replaceWithVoid();
  }

  /** The values of several keys of one environment, in their order, empty where missing. */
  public Uni<List<Optional<String>>> getAll(List<String> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return guarded(commands.execute(Command.MGET, keys.toArray(String[]::new)))
        .map(
            values -> {
              var all = new ArrayList<Optional<String>>(values.size());
              for (var value : values) {
                all.add(text(value));
              }
              return List.copyOf(all);
            });
  }

  /** The record that a look-up key names, in one round trip; empty when either is missing. */
  public Uni<Optional<String>> follow(String lookupKey, String recordKeyPrefix) {
    return evaluate(Script.FOLLOW, List.of(lookupKey), List.of(recordKeyPrefix))
        .map(RedisGateway::text);
  }

  /** What the server tells of itself. */
  Uni<String> info() {
    return guarded(redis.execute("INFO")).map(Response::toString);
  }

  /** What time it is by the clock of the server. */
  Uni<Instant> time() {
    return guarded(redis.execute("TIME"))
        .map(time -> Instant.ofEpochSecond(time.get(0).toLong(), time.get(1).toLong() * 1_000));
  }

  /** How many members a sorted set has. */
  public Uni<Long> size(String key) {
    return guarded(redis.execute("ZCARD", key)).map(Response::toLong);
  }

  /** All members of a sorted set, oldest first. Only for sets that are small by nature. */
  public Uni<List<String>> members(String key) {
    return guarded(commands.execute(Command.ZRANGE, key, "0", "-1")).map(RedisGateway::texts);
  }

  /** Some members of a sorted set whose score is at most this, lowest first, after others. */
  public Uni<List<String>> membersUpTo(String key, long score, int skip, int count) {
    return guarded(
            commands.execute(
                Command.ZRANGEBYSCORE,
                key,
                "-inf",
                Long.toString(score),
                "LIMIT",
                Integer.toString(skip),
                Integer.toString(count)))
        .map(RedisGateway::texts);
  }

  /**
   * Applies a commit, durably: where replicas must confirm, after they did.
   *
   * @return the name of the condition that did not hold, or empty when the writes were made
   */
  public Uni<Optional<String>> commit(Commit commit) {
    var applied =
        settings.waitReplicas() == 0
            ? run(commands::execute, Script.COMMIT, commit.keys(), commit.operations())
            : runAndAwaitReplicas(commit).ifNoItem().after(settings.operationTimeout()).fail();
    return guarded(applied)
        .map(
            response ->
                response.toInteger() == 0
                    ? Optional.empty()
                    : Optional.of(commit.nameAt(response.toInteger())));
  }

  /** Runs a script of the service. */
  Uni<Response> evaluate(Script script, List<String> keys, List<String> arguments) {
    return guarded(run(commands::execute, script, keys, arguments));
  }

  /** WAIT speaks of the writes of its own connection, so both commands share one. */
  private Uni<Response> runAndAwaitReplicas(Commit commit) {
    var replicas = settings.waitReplicas();
    var millis = Long.toString(settings.waitTimeout().toMillis());
    var answer = new AtomicReference<Response>();
    return redis
        .withConnection(
            connection ->
                run(
                        (command, arguments) -> connection.execute(command.toString(), arguments),
                        Script.COMMIT,
                        commit.keys(),
                        commit.operations())
                    .invoke(answer::set)
                    .chain(() -> connection.execute("WAIT", Integer.toString(replicas), millis))
                    .invoke(confirmed -> requireConfirmed(confirmed.toInteger(), replicas))
                    .replaceWithVoid())
        .map(ignored -> answer.get());
  }

  private static void requireConfirmed(int confirmed, int replicas) {
    if (confirmed < replicas) {
      throw ErrorCode.REPLICAS_BEHIND.with().retryAfter(RETRY_AFTER);
    }
  }

  private interface Sender {
    Uni<Response> execute(Command command, String... arguments);
  }

  private static Uni<Response> run(
      Sender redis, Script script, List<String> keys, List<String> arguments) {
    Function<String, String[]> command =
        body -> {
          var all = new ArrayList<String>(2 + keys.size() + arguments.size());
          all.add(body);
          all.add(Integer.toString(keys.size()));
          all.addAll(keys);
          all.addAll(arguments);
          return all.toArray(String[]::new);
        };
    return redis
        .execute(Command.EVALSHA, command.apply(script.sha()))
        .onFailure(failure -> String.valueOf(failure.getMessage()).startsWith("NOSCRIPT"))
        .recoverWithUni(() -> redis.execute(Command.EVAL, command.apply(script.source())));
  }

  private <T> Uni<T> guarded(Uni<T> operation) {
    return operation
        .onFailure(failure -> !(failure instanceof ApiException))
        .transform(
            failure -> {
              Log.warnf("event=redis_unavailable cause=%s", failure.getClass().getSimpleName());
              Log.debug("event=redis_unavailable", failure);
              return ErrorCode.STORE_UNAVAILABLE.with().retryAfter(RETRY_AFTER);
            });
  }

  private static List<String> texts(Response values) {
    var all = new ArrayList<String>(values.size());
    values.forEach(value -> all.add(value.toString()));
    return List.copyOf(all);
  }

  /** The client answers {@code null} for a Redis nil. */
  private static Optional<String> text(@org.jspecify.annotations.Nullable Response response) {
    return Optional.ofNullable(response).map(Response::toString);
  }
}
