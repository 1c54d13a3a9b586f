package dev.chatconnect.process;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One direction of a connection: one thread reads chunks into a short queue, another takes them out
 * when the toxics of the moment let them go.
 */
final class ToxicFlow {

  static final int CHUNK_BYTES = 16 * 1_024;

  private static final int QUEUED_CHUNKS = 64;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Toxics toxics;
  private final ToxicConnection connection;
  private final Deque<Chunk> queue = new ArrayDeque<>();
  private boolean stopped;
  private long changes;
  private Optional<Long> silentSince = Optional.empty();
  private Optional<Long> doomedSince = Optional.empty();

  /** What the delivering thread does next. */
  private sealed interface Step {}

  /**
   * What was read at once.
   *
   * @param bytes none: the sender's end
   * @param at {@link System#nanoTime()} of its coming
   * @param luck between -1 and 1: the part of the jitter that is its share
   */
  private record Chunk(byte[] bytes, long at, double luck) implements Step {

    boolean isEnd() {
      return bytes.length == 0;
    }
  }

  private enum End implements Step {
    CLOSE,
    RESET,
    OVER
  }

  ToxicFlow(Toxics toxics, ToxicConnection connection) {
    this.toxics = toxics;
    this.connection = connection;
  }

  void start(Socket from, Socket to) {
    ToxicConnection.run("toxic-read", () -> guarded(() -> read(from)));
    ToxicConnection.run("toxic-write", () -> guarded(() -> write(to)));
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  synchronized void toxicsChanged() {
    changes++;
    notifyAll();
  }

  /** Waits; a change of the toxics or the connection's end cuts it short. */
  synchronized void pause(long nanos) throws InterruptedException {
    var end = System.nanoTime() + nanos;
    var before = changes;
    var left = nanos;
    while (left > 0 && changes == before && !stopped) {
      wait(millis(left));
      left = end - System.nanoTime();
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (IOException gone) {
      connection.reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connection.reset();
    }
  }

  private void read(Socket from) throws IOException, InterruptedException {
    var in = from.getInputStream();
    var buffer = new byte[CHUNK_BYTES];
    var count = 0;
    while (count >= 0) {
      count = in.read(buffer);
      enqueue(Arrays.copyOf(buffer, Math.max(count, 0)));
    }
  }

  private synchronized void enqueue(byte[] bytes) throws InterruptedException {
    while (queue.size() >= QUEUED_CHUNKS && !stopped) {
      wait();
    }
    queue.add(new Chunk(bytes, System.nanoTime(), ThreadLocalRandom.current().nextDouble(-1, 1)));
    notifyAll();
  }

  private void write(Socket to) throws IOException, InterruptedException {
    var delivery = new ToxicDelivery(toxics, to.getOutputStream(), this::pause);
    var step = next();
    while (step instanceof Chunk chunk && !chunk.isEnd() && delivery.deliver(chunk.bytes())) {
      step = next();
    }
    if (step instanceof Chunk chunk && chunk.isEnd()) {
      to.shutdownOutput();
      connection.flowEnded();
    } else if (step == End.RESET) {
      connection.reset();
    } else {
      connection.close();
    }
  }

  /** A chunk once it may go, or how the connection ends. */
  private synchronized Step next() throws InterruptedException {
    while (!stopped) {
      var now = System.nanoTime();
      if (isCut(now)) {
        return End.CLOSE;
      }
      if (isReset(now)) {
        return End.RESET;
      }
      var moment = nextMoment();
      if (moment.isEmpty()) {
        wait();
      } else if (moment.get() > now) {
        wait(millis(moment.get() - now));
      } else if (!queue.isEmpty()) {
        notifyAll();
        return queue.remove();
      }
    }
    return End.OVER;
  }

  /** The timeout toxic: drops what comes; closes at its time, or when it is taken away. */
  private boolean isCut(long now) {
    var timeout = toxics.find(Toxic.Timeout.class);
    if (timeout.isEmpty()) {
      return silentSince.isPresent();
    }
    silentSince = silentSince.or(() -> Optional.of(now));
    var ended = !queue.isEmpty() && queue.getLast().isEnd();
    drop();
    var after = timeout.get().after().toNanos();
    return ended || (after > 0 && now - silentSince.get() >= after);
  }

  /** The reset toxic: begins with what comes first. */
  private boolean isReset(long now) {
    var reset = toxics.find(Toxic.ResetPeer.class);
    if (reset.isPresent() && doomedSince.isEmpty() && !queue.isEmpty()) {
      doomedSince = Optional.of(now);
    }
    if (doomedSince.isEmpty()) {
      return false;
    }
    drop();
    return reset.isEmpty() || now - doomedSince.get() >= reset.get().after().toNanos();
  }

  private void drop() {
    queue.clear();
    notifyAll();
  }

  /** When something is to be done even if nothing comes. */
  private Optional<Long> nextMoment() {
    if (silentSince.isPresent()) {
      return toxics
          .find(Toxic.Timeout.class)
          .map(timeout -> timeout.after().toNanos())
          .filter(after -> after > 0)
          .map(after -> silentSince.get() + after);
    }
    if (doomedSince.isPresent()) {
      return toxics
          .find(Toxic.ResetPeer.class)
          .map(reset -> doomedSince.get() + reset.after().toNanos());
    }
    return Optional.ofNullable(queue.peek()).map(chunk -> chunk.at() + delay(chunk));
  }

  private long delay(Chunk chunk) {
    return chunk.isEnd()
        ? toxics.find(Toxic.SlowClose.class).map(slow -> slow.delay().toNanos()).orElse(0L)
        : toxics
            .find(Toxic.Latency.class)
            .map(late -> late.delay().toNanos() + (long) (chunk.luck() * late.jitter().toNanos()))
            .orElse(0L);
  }

  /** Rounded up; at least 1, since zero would be without end. */
  private static long millis(long nanos) {
    return Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
  }
}
