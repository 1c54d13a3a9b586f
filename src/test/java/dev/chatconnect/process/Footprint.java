package dev.chatconnect.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process of the service holds of the machine, as Linux tells it.
 *
 * @param threads of the process
 * @param storeSockets sockets to the port that is its Redis, in whatever state
 * @param heapKilobytes heap in use after a collection; 0 for a binary, which has no tool for it
 */
record Footprint(int threads, int storeSockets, long heapKilobytes) {

  private static final Path PROC = Path.of("/proc");
  private static final int INODE = 9;
  private static final int REMOTE = 2;

  static Footprint of(ServiceProcess service, int redisPort) {
    var pid = Long.toString(service.pid());
    return new Footprint(
        list(PROC.resolve(pid).resolve("task")).size(),
        sockets(pid, redisPort),
        service.isJava() ? heap(pid) : 0);
  }

  private static int sockets(String pid, int port) {
    var own =
        list(PROC.resolve(pid).resolve("fd")).stream()
            .map(Footprint::target)
            .filter(target -> target.startsWith("socket:["))
            .map(target -> target.substring("socket:[".length(), target.length() - 1))
            .collect(Collectors.toSet());
    var suffix = String.format(Locale.ROOT, ":%04X", port);
    return (int)
        Stream.of("net/tcp", "net/tcp6")
            .flatMap(table -> lines(PROC.resolve(pid).resolve(table)).stream().skip(1))
            .map(line -> line.strip().split("\\s+"))
            .filter(columns -> columns[REMOTE].endsWith(suffix) && own.contains(columns[INODE]))
            .count();
  }

  /** What a descriptor stands for; nothing when it was closed meanwhile. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static long heap(String pid) {
    jcmd(pid, "GC.run");
    // "def new generation   total 49152K, used 1234K [...": young and old; metaspace is no heap.
    return jcmd(pid, "GC.heap_info")
        .lines()
        .filter(line -> line.contains("generation") && line.contains("used "))
        .mapToLong(line -> Long.parseLong(line.replaceFirst(".*used (\\d+)K.*", "$1")))
        .sum();
  }

  private static String jcmd(String pid, String command) {
    try {
      var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      var process = new ProcessBuilder(tool, pid, command).redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("jcmd " + command + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Set<Path> list(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
