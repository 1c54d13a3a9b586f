package dev.chatconnect.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;

/** Where an import comes from: a file, or the standard input. */
final class ImportSource implements AutoCloseable {

  private static final int PIECE = 64 * 1024;
  private static final String STANDARD_INPUT = "-";

  /** What the first line of an export begins with. */
  private static final byte[] BEGIN = "{\"kind\":\"begin\"".getBytes(StandardCharsets.UTF_8);

  private final BufferedInputStream stream;
  private final long size;
  private final boolean isExport;
  private final AtomicLong read = new AtomicLong();

  private ImportSource(InputStream stream, long size) throws IOException {
    this.stream = new BufferedInputStream(stream, PIECE);
    this.size = size;
    this.stream.mark(BEGIN.length);
    var first = this.stream.readNBytes(BEGIN.length);
    this.stream.reset();
    isExport = Arrays.equals(first, BEGIN);
  }

  static ImportSource of(Optional<Path> file) throws IOException {
    var named = file.filter(path -> !path.toString().equals(STANDARD_INPUT));
    if (named.isEmpty()) {
      return new ImportSource(System.in, 0);
    }
    if (!Files.isReadable(named.get())) {
      throw new CommandException(named.get() + " cannot be read.");
    }
    return new ImportSource(Files.newInputStream(named.get()), Files.size(named.get()));
  }

  /** Whether it begins like an export, which tells its own end. */
  boolean isExport() {
    return isExport;
  }

  /** Bytes in all; 0 when it is not known. */
  long size() {
    return size;
  }

  /** Bytes read so far. */
  long read() {
    return read.get();
  }

  /** The bytes, read as they are asked for, on a thread that may wait. */
  Multi<Buffer> pieces() {
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                Uni.createFrom()
                    .item(this::piece)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
        .whilst(piece -> piece.length() > 0)
        .filter(piece -> piece.length() > 0);
  }

  private Buffer piece() {
    var bytes = new byte[PIECE];
    try {
      var count = stream.read(bytes);
      read.addAndGet(Math.max(0, count));
      return Buffer.buffer(Math.max(0, count)).appendBytes(bytes, 0, Math.max(0, count));
    } catch (IOException e) {
      throw new CommandException("The input cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
