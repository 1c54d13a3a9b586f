package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.chatconnect.tracing.Spans;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/**
 * The one door to Redis. Every operation ends within the configured time; a failure of the
 * connection or the server is an {@link ErrorCode#STORE_UNAVAILABLE}.
 */
@Singleton
public class RedisGateway {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final Pattern ERROR_CODE =
      Pattern.compile("^(?:ERR \\[\\d+] )?([A-Z][A-Z_]+)(?=\\s|$)");

  private final Commands commands;
  private final ReactiveRedisDataSource redis;
  private final RedisSettings settings;
  private final RedisMeters meters;
  private final Spans spans;

  RedisGateway(
      Commands commands,
      ReactiveRedisDataSource redis,
      RedisSettings settings,
      RedisMeters meters,
      Spans spans) {
    this.commands = commands;
    this.redis = redis;
    this.settings = settings;
    this.meters = meters;
    this.spans = spans;
  }

  public Uni<Optional<String>> get(String key) {
    return guarded("get", commands.execute(Command.GET, key)).map(RedisGateway::text);
  }

  /** Reads and deletes in one step (GETDEL): of concurrent callers exactly one gets the value. */
  public Uni<Optional<String>> take(String key) {
    return guarded("getdel", commands.execute(Command.GETDEL, key)).map(RedisGateway::text);
  }

  /** Sets a value that expires; whole seconds. */
  public Uni<Void> set(String key, String value, Duration life) {
    return guarded(
            "set", commands.execute(Command.SET, key, value, "EX", Long.toString(life.toSeconds())))
        .replaceWithVoid();
  }

  /** Sets a value that expires, unless the key exists; answers whether it was set. */
  public Uni<Boolean> setIfAbsent(String key, String value, Duration life) {
    return guarded(
            "set",
            commands.execute(Command.SET, key, value, "EX", Long.toString(life.toSeconds()), "NX"))
        .map(response -> text(response).isPresent());
  }

  public Uni<Void> delete(String key) {
    return guarded("del", commands.execute(Command.DEL, key)).replaceWithVoid();
  }

  /** Number of members of a sorted set whose score is above this. */
  Uni<Long> membersAbove(String key, long score) {
    return guarded("zcount", commands.execute(Command.ZCOUNT, key, "(" + score, "+inf"))
        .map(Response::toLong);
  }

  /** Takes a member out of a sorted set, if it is in it. */
  Uni<Void> removeMember(String key, String member) {
    return guarded("zrem", commands.execute(Command.ZREM, key, member)).replaceWithVoid();
  }

  /** The values of several keys of one environment, in their order, empty where missing. */
  public Uni<List<Optional<String>>> getAll(List<String> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return guarded("mget", commands.execute(Command.MGET, keys.toArray(String[]::new)))
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

  /** What time it is by the clock of the server. */
  Uni<Instant> time() {
    return guarded("time", redis.execute("TIME"))
        .map(time -> Instant.ofEpochSecond(time.get(0).toLong(), time.get(1).toLong() * 1_000));
  }

  /** How many members a sorted set has. */
  public Uni<Long> size(String key) {
    return guarded("zcard", commands.execute(Command.ZCARD, key)).map(Response::toLong);
  }

  /** All members of a sorted set, oldest first. Only for sets that are small by nature. */
  public Uni<List<String>> members(String key) {
    return guarded("zrange", commands.execute(Command.ZRANGE, key, "0", "-1"))
        .map(RedisGateway::texts);
  }

  /** Some members of a sorted set whose score is at most this, lowest first, after others. */
  public Uni<List<String>> membersUpTo(String key, long score, int skip, int count) {
    return guarded(
            "zrangebyscore",
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
            ? run(Script.COMMIT, commit.keys(), commit.operations())
            : runAndAwaitReplicas(commit);
    return guarded(Script.COMMIT.name(), applied)
        .map(
            response ->
                response.toInteger() == 0
                    ? Optional.empty()
                    : Optional.of(commit.nameAt(response.toInteger())));
  }

  /**
   * What the server that has a key says about itself ({@code INFO}); in a cluster each node has
   * keys of its own.
   */
  Uni<String> info(String key) {
    return guarded(
            "info",
            commands.executeTogether(
                Request.cmd(Command.EXISTS).arg(key), Request.cmd(Command.INFO)))
        .map(answers -> answers.get(1).toString());
  }

  /**
   * A setting of the server that has a key ({@code CONFIG GET}); empty where the command is
   * forbidden, as managed services do.
   */
  Uni<Optional<String>> serverSetting(String key, String name) {
    return commands
        .executeTogether(
            Request.cmd(Command.EXISTS).arg(key), Request.cmd(Command.CONFIG).arg("GET").arg(name))
        .map(answers -> text(answers.get(1).get(name)))
        .onFailure()
        .recoverWithItem(Optional.empty());
  }

  /** Runs a script of the service. */
  Uni<Response> evaluate(Script script, List<String> keys, List<String> arguments) {
    return guarded(script.name(), run(script, keys, arguments));
  }

  /**
   * WAIT speaks of the writes of its own connection, so both commands share one; in a cluster it is
   * the connection to the node that has the keys.
   */
  private Uni<Response> runAndAwaitReplicas(Commit commit) {
    var replicas = settings.waitReplicas();
    var wait =
        Request.cmd(Command.WAIT)
            .arg(Integer.toString(replicas))
            .arg(Long.toString(settings.waitTimeout().toMillis()));
    return commands
        .executeTogether(request(Command.EVALSHA, Script.COMMIT.sha(), commit), wait)
        .onFailure(RedisGateway::isUnknownScript)
        .recoverWithUni(
            () ->
                commands.executeTogether(
                    request(Command.EVAL, Script.COMMIT.source(), commit), wait))
        .invoke(answers -> requireConfirmed(answers.get(1).toInteger(), replicas))
        .map(answers -> answers.get(0));
  }

  private static Request request(Command command, String script, Commit commit) {
    var request = Request.cmd(command).arg(script).arg(commit.keys().size());
    commit.keys().forEach(request::arg);
    commit.operations().forEach(request::arg);
    return request;
  }

  private static void requireConfirmed(int confirmed, int replicas) {
    if (confirmed < replicas) {
      throw ErrorCode.REPLICAS_BEHIND.with().retryAfter(RETRY_AFTER);
    }
  }

  private Uni<Response> run(Script script, List<String> keys, List<String> arguments) {
    Function<String, String[]> command =
        body -> {
          var all = new ArrayList<String>(2 + keys.size() + arguments.size());
          all.add(body);
          all.add(Integer.toString(keys.size()));
          all.addAll(keys);
          all.addAll(arguments);
          return all.toArray(String[]::new);
        };
    return commands
        .execute(Command.EVALSHA, command.apply(script.sha()))
        .onFailure(RedisGateway::isUnknownScript)
        .recoverWithUni(() -> commands.execute(Command.EVAL, command.apply(script.source())));
  }

  private static boolean isUnknownScript(Throwable failure) {
    return code(failure).filter("NOSCRIPT"::equals).isPresent();
  }

  private <T> Uni<T> guarded(String name, Uni<T> operation) {
    return meters
        .measured(name, spans.around("redis", name, operation))
        .onFailure(failure -> !(failure instanceof ApiException))
        .transform(
            failure -> {
              Log.warnf("event=redis_unavailable cause=%s", cause(failure));
              Log.debug("event=redis_unavailable", failure);
              return ErrorCode.STORE_UNAVAILABLE.with().retryAfter(RETRY_AFTER);
            });
  }

  private static String cause(Throwable failure) {
    return code(failure).orElseGet(() -> failure.getClass().getSimpleName());
  }

  /**
   * The code of what Redis answered, such as OOM or NOREPLICAS; of commands that went together the
   * client tells before it which one it was. What follows the code may quote a command.
   */
  private static Optional<String> code(Throwable failure) {
    var matcher = ERROR_CODE.matcher(String.valueOf(failure.getMessage()));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
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
