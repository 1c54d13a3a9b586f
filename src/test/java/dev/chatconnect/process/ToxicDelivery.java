package dev.chatconnect.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How bytes pass whose time has come: in which pieces, how fast, and how many. */
final class ToxicDelivery {

  /** With little bandwidth a chunk passes in parts of a tenth of a second. */
  private static final int PARTS_PER_SECOND = 10;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Toxics toxics;
  private final OutputStream out;
  private final Pause pause;
  private Optional<Toxic.LimitData> limit = Optional.empty();
  private long passed;

  /** Waits so many nanoseconds, or until the toxics change. */
  interface Pause {
    void take(long nanos) throws InterruptedException;
  }

  ToxicDelivery(Toxics toxics, OutputStream out, Pause pause) {
    this.toxics = toxics;
    this.out = out;
    this.pause = pause;
  }

  /** Whether the connection goes on after it. */
  boolean deliver(byte[] bytes) throws IOException, InterruptedException {
    var from = 0;
    while (from < bytes.length) {
      var count = (int) Math.min(Math.min(bytes.length - from, pieceSize()), allowance());
      out.write(bytes, from, count);
      from += count;
      passed += count;
      if (allowance() == 0) {
        return false;
      }
      pause.take(time(count));
    }
    return true;
  }

  private int pieceSize() {
    var sliced =
        toxics.find(Toxic.Slicer.class).map(ToxicDelivery::slice).orElse(ToxicFlow.CHUNK_BYTES);
    var affordable =
        toxics
            .find(Toxic.Bandwidth.class)
            .map(width -> width.bytesPerSecond() / PARTS_PER_SECOND)
            .orElse(Integer.MAX_VALUE);
    return Math.max(1, Math.min(sliced, affordable));
  }

  private static int slice(Toxic.Slicer slicer) {
    var variation = slicer.variation();
    return slicer.averageSize() + ThreadLocalRandom.current().nextInt(-variation, variation + 1);
  }

  private long allowance() {
    var current = toxics.find(Toxic.LimitData.class);
    if (!current.equals(limit)) {
      limit = current;
      passed = 0;
    }
    return current.map(all -> all.bytes() - passed).orElse(Long.MAX_VALUE);
  }

  private long time(int bytes) {
    var slice = toxics.find(Toxic.Slicer.class).map(slicer -> slicer.pause().toNanos()).orElse(0L);
    var share =
        toxics
            .find(Toxic.Bandwidth.class)
            .map(width -> bytes * NANOS_PER_SECOND / width.bytesPerSecond())
            .orElse(0L);
    return slice + share;
  }
}
