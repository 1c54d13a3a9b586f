package dev.chatconnect.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where an export goes: the standard output, or a file that appears under its name once it is
 * whole.
 */
final class ExportTarget implements AutoCloseable {

  private final Writer writer;
  private final Optional<Path> unfinished;
  private final Optional<Path> file;

  private ExportTarget(OutputStream stream, Optional<Path> unfinished, Optional<Path> file) {
    this.writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    this.unfinished = unfinished;
    this.file = file;
  }

  static ExportTarget of(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return new ExportTarget(System.out, Optional.empty(), Optional.empty());
    }
    var target = file.get().toAbsolutePath();
    if (Files.exists(target)) {
      throw new CommandException(file.get() + " is there already.");
    }
    var unfinished = Files.createTempFile(target.getParent(), ".export", ".part", ownersOnly());
    return new ExportTarget(
        Files.newOutputStream(unfinished), Optional.of(unfinished), Optional.of(target));
  }

  void write(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }

  /** All lines were written. */
  void complete() throws IOException {
    writer.flush();
    if (file.isPresent()) {
      writer.close();
      Files.move(unfinished.orElseThrow(), file.get(), StandardCopyOption.ATOMIC_MOVE);
    } else if (System.out.checkError()) {
      throw new IOException("the standard output was closed");
    }
  }

  /** Takes away what was not completed. */
  @Override
  public void close() throws IOException {
    if (unfinished.isPresent()) {
      writer.close();
      Files.deleteIfExists(unfinished.get());
    }
  }

  private static FileAttribute<?>[] ownersOnly() {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
