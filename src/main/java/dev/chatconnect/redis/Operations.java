package dev.chatconnect.redis;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.chatconnect.async.CallerContext;
import dev.chatconnect.tracing.Spans;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * What is done with each operation on Redis: it is measured, traced, and its failures become those
 * of the catalogue. All in one step, since many requests wait for nothing else.
 */
@Singleton
class Operations {

  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final Pattern ERROR_CODE =
      Pattern.compile("^(?:ERR \\[\\d+] )?([A-Z][A-Z_]+)(?=\\s|$)");

  private final RedisMeters meters;
  private final Spans spans;

  Operations(RedisMeters meters, Spans spans) {
    this.meters = meters;
    this.spans = spans;
  }

  /**
   * An operation that begins when its result is subscribed to.
   *
   * @param name command or script
   * @param sending begins it
   * @param reading of the answer; it may fail with an {@link ApiException}
   * @return {@link ErrorCode#STORE_UNAVAILABLE} when there is no answer
   */
  <R extends @Nullable Object, T> Uni<T> run(
      String name, Supplier<Future<R>> sending, Function<R, T> reading) {
    return spans.around(
        "redis", name, Uni.createFrom().emitter(emitter -> run(name, sending, reading, emitter)));
  }

  private <R extends @Nullable Object, T> void run(
      String name, Supplier<Future<R>> sending, Function<R, T> reading, UniEmitter<? super T> end) {
    var begun = System.nanoTime();
    // Wherever the client ends: scope and identity of a request are those of its context.
    var home = CallerContext.current();
    try {
      sending
          .get()
          .onComplete(
              answer -> home.execute(() -> finish(name, begun, answer, reading, end)),
              failure -> home.execute(() -> fail(name, begun, failure, end)));
    } catch (RuntimeException e) {
      fail(name, begun, e, end);
    }
  }

  /** What cannot be read is a fault of this service, and not told as one of Redis. */
  private <R extends @Nullable Object, T> void finish(
      String name, long begun, R answer, Function<R, T> reading, UniEmitter<? super T> end) {
    T read;
    try {
      read = reading.apply(answer);
    } catch (Throwable e) {
      meters.record(name, begun, e);
      end.fail(e);
      return;
    }
    meters.record(name, begun, null);
    end.complete(read);
  }

  private void fail(String name, long begun, Throwable failure, UniEmitter<?> end) {
    meters.record(name, begun, failure);
    end.fail(failure instanceof ApiException ? failure : unavailable(failure));
  }

  private static ApiException unavailable(Throwable failure) {
    Log.warnf(
        "event=redis_unavailable cause=\"%s\"", code(failure).orElseGet(() -> cause(failure)));
    Log.debug("event=redis_unavailable", failure);
    return ErrorCode.STORE_UNAVAILABLE.with().retryAfter(RETRY_AFTER);
  }

  /** Of a connection that was not made it names the server, and no more. */
  private static String cause(Throwable failure) {
    return failure instanceof ConnectException || failure instanceof UnknownHostException
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getSimpleName();
  }

  /**
   * The code of what Redis answered, such as OOM or NOREPLICAS; of commands that went together the
   * client tells before it which one it was. What follows the code may quote a command.
   */
  static Optional<String> code(Throwable failure) {
    var matcher = ERROR_CODE.matcher(String.valueOf(failure.getMessage()));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
