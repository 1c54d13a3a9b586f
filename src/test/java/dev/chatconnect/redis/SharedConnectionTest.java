package dev.chatconnect.redis;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedConnectionTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** At their pace; a second of silence would have ended the connection by then. */
  private static final int SIGNS_IN_TWO_SECONDS = 5;

  private final Vertx vertx = Vertx.vertx();
  private final StoppableRedis server = new StoppableRedis();
  private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
  private URI address;
  private SharedConnection connection;

  @BeforeEach
  void start() {
    address = URI.create(server.start().get("quarkus.redis.hosts"));
    connection =
        new SharedConnection(
            vertx, Redis.createClient(vertx, address.toString())::connect, PATIENCE);
  }

  @AfterEach
  void stop() {
    server.stop();
    vertx.close();
  }

  @Test
  void commandsOfManyCallersShareOneConnection() {
    // Given
    var before = connectionsEver();

    // When
    var answers =
        IntStream.range(0, 200)
            .mapToObj(i -> send(loop.duplicate(), Command.ECHO, "word " + i))
            .toList();

    // Then
    assertThat(answers.stream().map(SharedConnectionTest::text))
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "word " + i).toList());
    // That of the second look is the one more.
    assertThat(connectionsEver() - before).isEqualTo(2);
  }

  @Test
  void aServerThatIsThePrimaryNoMoreIsLeft() {
    // Given
    var before = text(send(loop, Command.CLIENT, "ID"));
    inline("REPLICAOF 127.0.0.1 1");

    // When
    var refused = send(loop, Command.SET, "key", "value");

    // Then
    assertThatThrownBy(() -> text(refused)).hasMessageContaining("READONLY");
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(text(send(loop, Command.CLIENT, "ID"))).isNotEqualTo(before));
  }

  @Test
  void anErrorOfACommandCostsNoConnection() {
    // Given
    text(send(loop, Command.SET, "word", "no number"));
    var before = text(send(loop, Command.CLIENT, "ID"));

    // When
    var refused = send(loop, Command.INCR, "word");

    // Then
    assertThatThrownBy(() -> text(refused)).hasMessageContaining("ERR");
    assertThat(text(send(loop, Command.CLIENT, "ID"))).isEqualTo(before);
  }

  @Test
  void aConnectionThatNobodyNeedsIsKeptFromFallingSilent() {
    // Given
    var closedAfterASecond =
        new RedisOptions()
            .setConnectionString(address.toString())
            .setNetClientOptions(new NetClientOptions().setIdleTimeout(1));
    connection =
        new SharedConnection(
            vertx, Redis.createClient(vertx, closedAfterASecond)::connect, PATIENCE);
    send(loop, Command.ECHO, "before").join();
    var before = connectionsEver();
    var looks = new AtomicLong();

    // When
    Awaitility.await()
        .until(
            () -> {
              looks.incrementAndGet();
              return signsOfLife() >= SIGNS_IN_TWO_SECONDS;
            });

    // Then
    assertThat(text(send(loop, Command.ECHO, "after"))).isEqualTo("after");
    // Those of the looks, and of the last one here.
    assertThat(connectionsEver() - before).isEqualTo(looks.get() + 1);
  }

  @Test
  void eachCallerIsAnsweredOnItsOwnContext() {
    // Given
    List<Context> callers = List.of(loop.duplicate(), loop.duplicate(), loop.duplicate());

    // When
    var answeredOn =
        callers.stream()
            .map(
                caller -> {
                  var on = new CompletableFuture<Context>();
                  caller.runOnContext(
                      ignored ->
                          connection
                              .send(Request.cmd(Command.PING), caller)
                              .onComplete(answer -> on.complete(Vertx.currentContext())));
                  return on;
                })
            .toList();

    // Then
    assertThat(answeredOn.stream().map(on -> on.orTimeout(5, TimeUnit.SECONDS).join()))
        .containsExactlyElementsOf(callers);
  }

  @Test
  void anErrorOfTheServerIsToldToItsCallerAlone() {
    // Given
    text(send(loop.duplicate(), Command.SET, "text", "abc"));

    // When
    var refused = send(loop.duplicate(), Command.INCR, "text");
    var answered = send(loop.duplicate(), Command.ECHO, "hello");

    // Then
    assertThatThrownBy(() -> text(refused)).hasMessageContaining("not an integer");
    assertThat(text(answered)).isEqualTo("hello");
  }

  @Test
  void aServerThatEndsFailsWhatWaitsAndIsFoundAgainWhenItIsBack() {
    // Given
    text(send(loop.duplicate(), Command.PING));
    server.down();

    // When
    var away = send(loop.duplicate(), Command.PING);

    // Then
    assertThatThrownBy(() -> text(away))
        .isInstanceOf(CompletionException.class)
        .rootCause()
        .isNotInstanceOf(TimeoutException.class);
    server.up();
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(text(send(loop.duplicate(), Command.PING))).isEqualTo("PONG"));
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsNotWaitedForAndLeavesTheNextCommandsAlone() {
    // Given
    text(send(loop.duplicate(), Command.PING));
    var before = connectionsEver();
    inline("CLIENT PAUSE 1500 ALL");

    // When
    var late = send(loop.duplicate(), Command.ECHO, "late");

    // Then
    assertThatThrownBy(() -> text(late)).hasRootCauseInstanceOf(TimeoutException.class);
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(text(send(loop.duplicate(), Command.ECHO, "next"))).isEqualTo("next"));
    // That of the pause, another for the next commands, and that of the second look.
    assertThat(connectionsEver() - before).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aConnectionWhoseEndNobodyToldIsNotUsedForGood() {
    // Given
    connection = new SharedConnection(vertx, silentAboutEnds()::connect, PATIENCE);
    text(send(loop.duplicate(), Command.PING));
    inline("CLIENT KILL TYPE normal");
    assertThatThrownBy(() -> text(send(loop.duplicate(), Command.PING)))
        .isInstanceOf(CompletionException.class);

    // When
    var next = send(loop.duplicate(), Command.ECHO, "next");

    // Then
    assertThat(text(next)).isEqualTo("next");
  }

  @SuppressWarnings("unchecked")
  private Redis silentAboutEnds() {
    var client = Redis.createClient(vertx, address.toString());
    return proxy(
        Redis.class,
        client,
        (method, answer) ->
            method.getName().equals("connect")
                ? ((Future<RedisConnection>) answer)
                    .map(opened -> proxy(RedisConnection.class, opened, (called, result) -> result))
                : answer);
  }

  /** Everything but the handlers of ends and failures reaches the real one. */
  private static <T> T proxy(Class<T> type, T real, BiFunction<Method, Object, Object> changed) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                method.getName().endsWith("Handler")
                    ? self
                    : changed.apply(method, method.invoke(real, arguments))));
  }

  @Test
  void moreCommandsThanAConnectionTakesAreRefused() {
    // Given
    connection =
        new SharedConnection(
            vertx, Redis.createClient(vertx, address.toString())::connect, Duration.ofSeconds(5));
    inline("CLIENT PAUSE 300 ALL");
    var taken =
        IntStream.range(0, 2048).mapToObj(i -> send(loop.duplicate(), Command.PING)).toList();

    // When
    var refused = send(loop.duplicate(), Command.PING);

    // Then
    assertThatThrownBy(() -> text(refused)).hasMessageContaining("too many commands");
    assertThat(taken).allSatisfy(answer -> assertThat(text(answer)).isEqualTo("PONG"));
  }

  private CompletableFuture<Response> send(Context caller, Command command, String... arguments) {
    var request = Request.cmd(command);
    List.of(arguments).forEach(request::arg);
    var answer = new CompletableFuture<Response>();
    caller.runOnContext(ignored -> complete(answer, connection.send(request, caller)));
    return answer;
  }

  private static void complete(CompletableFuture<Response> answer, Future<Response> future) {
    future.onComplete(answer::complete, answer::completeExceptionally);
  }

  private static String text(CompletableFuture<Response> answer) {
    return answer.orTimeout(10, TimeUnit.SECONDS).join().toString();
  }

  /** Over a connection of its own, which the server counts too. */
  private long connectionsEver() {
    var stats = inline("INFO stats");
    return Long.parseLong(stats.replaceAll("(?s).*total_connections_received:(\\d+).*", "$1"));
  }

  private long signsOfLife() {
    var calls = Pattern.compile("cmdstat_ping:calls=(\\d+)").matcher(inline("INFO commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  private String inline(String command) {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
