package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * The one door to Redis. Every operation ends within the configured time; a failure of the
 * connection or the server is an {@link ErrorCode#STORE_UNAVAILABLE}.
 */
@Singleton
public class RedisGateway {

  private final Commands commands;
  private final RedisSettings settings;
  private final Operations operations;

  RedisGateway(Commands commands, RedisSettings settings, Operations operations) {
    this.commands = commands;
    this.settings = settings;
    this.operations = operations;
  }

  /** Whether keys of several slots cannot be used together. */
  boolean isCluster() {
    return commands.isCluster();
  }

  public Uni<Optional<String>> get(String key) {
    return ask("get", () -> commands.send(Command.GET, key), RedisGateway::text);
  }

  /** Reads and deletes in one step (GETDEL): of concurrent callers exactly one gets the value. */
  public Uni<Optional<String>> take(String key) {
    return ask("getdel", () -> commands.send(Command.GETDEL, key), RedisGateway::text);
  }

  /** Sets a value that expires; whole seconds. */
  public Uni<Void> set(String key, String value, Duration life) {
    var seconds = Long.toString(life.toSeconds());
    return ask(
            "set", () -> commands.send(Command.SET, key, value, "EX", seconds), RedisGateway::text)
        .replaceWithVoid();
  }

  /** Sets a value that expires, unless the key exists; answers whether it was set. */
  public Uni<Boolean> setIfAbsent(String key, String value, Duration life) {
    var seconds = Long.toString(life.toSeconds());
    return ask(
        "set",
        () -> commands.send(Command.SET, key, value, "EX", seconds, "NX"),
        response -> text(response).isPresent());
  }

  public Uni<Void> delete(String key) {
    return ask("del", () -> commands.send(Command.DEL, key), RedisGateway::text).replaceWithVoid();
  }

  /** Number of members of a sorted set whose score is above this. */
  Uni<Long> membersAbove(String key, long score) {
    return ask(
        "zcount",
        () -> commands.send(Command.ZCOUNT, key, "(" + score, "+inf"),
        RedisGateway::number);
  }

  /**
   * Takes a member out of a sorted set, if it is in it, before the caller's next command. The
   * answer is waited for only where that could overtake it; a failure is logged and no more.
   */
  Uni<Void> removeMember(String key, String member) {
    var removed = ask("zrem", () -> commands.send(Command.ZREM, key, member), RedisGateway::text);
    if (!commands.keepsOrder()) {
      return removed.onFailure().recoverWithNull().replaceWithVoid();
    }
    removed.subscribe().with(done -> {}, failure -> {});
    return Uni.createFrom().voidItem();
  }

  /** The values of several keys of one environment, in their order, empty where missing. */
  public Uni<List<Optional<String>>> getAll(List<String> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return ask(
        "mget",
        () -> commands.send(Command.MGET, keys.toArray(String[]::new)),
        values -> some(values).stream().map(RedisGateway::text).toList());
  }

  /** The record that a look-up key names, in one round trip; empty when either is missing. */
  public Uni<Optional<String>> follow(String lookupKey, String recordKeyPrefix) {
    return ask(
        Script.FOLLOW.name(),
        () -> run(Script.FOLLOW, List.of(lookupKey), List.of(recordKeyPrefix)),
        RedisGateway::text);
  }

  /** What time it is by the clock of the server. */
  Uni<Instant> time() {
    return ask(
        "time",
        () -> commands.send(Command.TIME),
        time ->
            Instant.ofEpochSecond(some(time).get(0).toLong(), some(time).get(1).toLong() * 1_000));
  }

  /** How many members a sorted set has. */
  public Uni<Long> size(String key) {
    return ask("zcard", () -> commands.send(Command.ZCARD, key), RedisGateway::number);
  }

  /** All members of a sorted set, oldest first. Only for sets that are small by nature. */
  public Uni<List<String>> members(String key) {
    return ask("zrange", () -> commands.send(Command.ZRANGE, key, "0", "-1"), RedisGateway::texts);
  }

  /** Some members of a sorted set whose score is at most this, lowest first, after others. */
  public Uni<List<String>> membersUpTo(String key, long score, int skip, int count) {
    return ask(
        "zrangebyscore",
        () ->
            commands.send(
                Command.ZRANGEBYSCORE,
                key,
                "-inf",
                Long.toString(score),
                "LIMIT",
                Integer.toString(skip),
                Integer.toString(count)),
        RedisGateway::texts);
  }

  /**
   * Applies a commit, durably: where replicas must confirm, after they did.
   *
   * @return the name of the condition that did not hold, or empty when the writes were made; {@link
   *     ErrorCode#REPLICAS_BEHIND} when they were made, and too few replicas have them
   */
  public Uni<Optional<String>> commit(Commit commit) {
    return ask(
        Script.COMMIT.name(),
        () ->
            settings.waitReplicas() == 0
                ? run(Script.COMMIT, commit.keys(), commit.operations())
                : runAndAwaitReplicas(commit),
        response ->
            isApplied(response)
                ? Optional.empty()
                : Optional.of(commit.nameAt(some(response).toInteger())));
  }

  /**
   * What the server that has a key says about itself ({@code INFO}); in a cluster each node has
   * keys of its own.
   */
  Uni<String> info(String key) {
    return ask(
        "info",
        () ->
            commands.sendTogether(Request.cmd(Command.EXISTS).arg(key), Request.cmd(Command.INFO)),
        answers -> answers.get(1).toString());
  }

  /**
   * A setting of the server that has a key ({@code CONFIG GET}); empty where the command is
   * forbidden, as managed services do.
   */
  Uni<Optional<String>> serverSetting(String key, String name) {
    return Uni.createFrom()
        .<Optional<String>>emitter(
            emitter ->
                commands
                    .sendTogether(
                        Request.cmd(Command.EXISTS).arg(key),
                        Request.cmd(Command.CONFIG).arg("GET").arg(name))
                    .map(answers -> text(answers.get(1).get(name)))
                    .onComplete(emitter::complete, emitter::fail))
        .onFailure()
        .recoverWithItem(Optional.empty());
  }

  /** Runs a script of the service. */
  <T> Uni<T> evaluate(
      Script script, List<String> keys, List<String> arguments, Function<Response, T> reading) {
    return ask(
        script.name(), () -> run(script, keys, arguments), answer -> reading.apply(some(answer)));
  }

  /**
   * WAIT speaks of the writes of its own connection, so both commands share one; in a cluster it is
   * the connection to the node that has the keys.
   */
  private Future<@Nullable Response> runAndAwaitReplicas(Commit commit) {
    var replicas = settings.waitReplicas();
    var wait =
        Request.cmd(Command.WAIT)
            .arg(Integer.toString(replicas))
            .arg(Long.toString(settings.waitTimeout().toMillis()));
    return commands
        .sendTogether(request(Script.COMMIT, commit.keys(), commit.operations()), wait)
        .recover(
            failure ->
                isUnknownScript(failure)
                    ? commands.sendTogether(
                        whole(Script.COMMIT, commit.keys(), commit.operations()), wait)
                    : Future.failedFuture(failure))
        .map(
            answers -> {
              var answer = answers.get(0);
              if (isApplied(answer)) {
                requireConfirmed(answers.get(1).toInteger(), replicas);
              }
              return answer;
            });
  }

  /** Whether all conditions of a commit held; else it wrote nothing that could be confirmed. */
  private static boolean isApplied(@Nullable Response answer) {
    return some(answer).toInteger() == 0;
  }

  private static void requireConfirmed(int confirmed, int replicas) {
    if (confirmed < replicas) {
      throw ErrorCode.REPLICAS_BEHIND.with().retryAfter(Operations.RETRY_AFTER);
    }
  }

  private Future<@Nullable Response> run(Script script, List<String> keys, List<String> arguments) {
    return commands
        .send(request(script, keys, arguments))
        .recover(
            failure ->
                isUnknownScript(failure)
                    ? commands.send(whole(script, keys, arguments))
                    : Future.failedFuture(failure));
  }

  /** A script by its name. */
  private static Request request(Script script, List<String> keys, List<String> arguments) {
    return with(Request.cmd(Command.EVALSHA).arg(script.sha()), keys, arguments);
  }

  /** The same with its text, for a server that does not know it yet. */
  private static Request whole(Script script, List<String> keys, List<String> arguments) {
    return with(Request.cmd(Command.EVAL).arg(script.source()), keys, arguments);
  }

  private static Request with(Request request, List<String> keys, List<String> arguments) {
    request.arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static boolean isUnknownScript(Throwable failure) {
    return Operations.code(failure).filter("NOSCRIPT"::equals).isPresent();
  }

  private <R extends @Nullable Object, T> Uni<T> ask(
      String name, Supplier<Future<R>> sending, Function<R, T> reading) {
    return operations.run(name, sending, reading);
  }

  private static List<String> texts(@Nullable Response values) {
    return some(values).stream().map(Response::toString).toList();
  }

  private static long number(@Nullable Response answer) {
    return some(answer).toLong();
  }

  /** The client answers {@code null} for a Redis nil. */
  private static Optional<String> text(@Nullable Response response) {
    return Optional.ofNullable(response).map(Response::toString);
  }

  private static Response some(@Nullable Response answer) {
    if (answer == null) {
      throw new IllegalStateException("Redis answered nil");
    }
    return answer;
  }
}
