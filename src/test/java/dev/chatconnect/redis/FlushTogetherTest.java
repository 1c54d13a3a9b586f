package dev.chatconnect.redis;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.SingleThreadEventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlushTogetherTest {

  private static final int COMMANDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final StoppableRedis server = new StoppableRedis();
  private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
  private final AtomicInteger flushes = new AtomicInteger();
  private URI address;
  private RedisConnection connection;

  @BeforeEach
  void connect() {
    address = URI.create(server.start().get("quarkus.redis.hosts"));
    connection = onLoop(() -> Redis.createClient(vertx, address.toString()).connect()).join();
  }

  @AfterEach
  void stop() {
    server.stop();
    vertx.close();
  }

  @Test
  void whatOneTurnSendsGoesOutTogether() {
    // Given
    onLoop(() -> arrange(Set.of(address.getPort()))).join();
    // A connection that was opened twice over is not arranged twice.
    onLoop(() -> arrange(Set.of(address.getPort()))).join();
    onLoop(() -> Future.succeededFuture(channels())).join().forEach(this::count);

    // When
    var answers = onLoop(this::sendMany).join();

    // Then
    assertThat(answers).isEqualTo(words());
    assertThat(flushes).hasValue(1);
  }

  @Test
  void connectionsToOthersAreLetBe() {
    // Given
    onLoop(() -> arrange(Set.of(address.getPort() + 1))).join();
    onLoop(() -> Future.succeededFuture(channels())).join().forEach(this::count);

    // When
    var answers = onLoop(this::sendMany).join();

    // Then
    assertThat(answers).isEqualTo(words());
    assertThat(flushes).hasValue(COMMANDS);
  }

  private Future<Void> arrange(Set<Integer> ports) {
    FlushTogether.on(loop, ports);
    return Future.succeededFuture();
  }

  private Future<List<String>> sendMany() {
    var answers =
        words().stream().map(word -> connection.send(Request.cmd(Command.ECHO).arg(word))).toList();
    return Future.all(answers)
        .map(all -> all.<Response>list().stream().map(Response::toString).toList());
  }

  private static List<String> words() {
    return IntStream.range(0, COMMANDS).mapToObj(i -> "word " + i).toList();
  }

  private List<Channel> channels() {
    var found = new ArrayList<Channel>();
    ((SingleThreadEventLoop) loop.nettyEventLoop())
        .registeredChannelsIterator()
        .forEachRemaining(found::add);
    return found;
  }

  private void count(Channel channel) {
    channel
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {

              @Override
              public void flush(ChannelHandlerContext context) {
                flushes.incrementAndGet();
                context.flush();
              }
            });
  }

  private <T> CompletableFuture<T> onLoop(Supplier<Future<T>> work) {
    var result = new CompletableFuture<T>();
    loop.runOnContext(
        ignored ->
            work.get()
                .onComplete(
                    done -> {
                      if (done.succeeded()) {
                        result.complete(done.result());
                      } else {
                        result.completeExceptionally(done.cause());
                      }
                    }));
    return result;
  }
}
