package dev.chatconnect.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Singleton;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Gives back the pages of the binary's own file that are mapped. The start touches code and objects
 * all over the file, and the kernel maps what lies around each touch: most of that is never used
 * again, but counts as resident as long as the process runs. What is needed is mapped anew without
 * reading the file again, a microsecond for each 64 KiB.
 */
@Singleton
@IfBuildProperty(name = "quarkus.native.enabled", stringValue = "true")
class ProgramPages {

  private static final Path PROGRAM = Path.of("/proc/self/exe");
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");

  @Scheduled(
      identity = "program-pages",
      every = "10m",
      // When what waited for the start has been answered.
      delayed = "2s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void release() {
    try {
      var program = Files.readSymbolicLink(PROGRAM).toString();
      var mappings = Mapping.ofUnchanged(Files.readString(MAPPINGS), program);
      var released = 0;
      for (var mapping : mappings) {
        released += Kernel.takeAway(mapping) ? 1 : 0;
      }
      Log.debugf("event=program_pages_released mappings=%d of=%d", released, mappings.size());
    } catch (IOException e) {
      // The process goes on with all that it holds.
      Log.debugf("event=program_pages_kept cause=%s", e.getClass().getSimpleName());
    }
  }
}
