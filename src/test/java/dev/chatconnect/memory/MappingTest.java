package dev.chatconnect.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MappingTest {

  private static final String PROGRAM = "/opt/chat connect";

  @Test
  void codeOfTheProgramIsUnchanged() {
    // Given
    var smaps = mapping("00410000-01cee000", "r-xp", PROGRAM, 0, 0);

    // When
    var unchanged = Mapping.ofUnchanged(smaps, PROGRAM);

    // Then
    assertThat(unchanged).containsExactly(new Mapping(0x410000, 0x1cee000));
    assertThat(unchanged.get(0).length()).isEqualTo(0x18de000);
  }

  @Test
  void mappingsAreToldFromEachOther() {
    // Given
    var smaps =
        mapping("00400000-00405000", "r--p", PROGRAM, 0, 0)
            + mapping("7f7589e80000-7f758ad38000", "rw-p", PROGRAM, 2736, 0)
            + mapping("7f758ad38000-7f758b590000", "r--p", PROGRAM, 0, 0)
            + mapping("7fff00000000-7fff00001000", "r-xp", "[vdso]", 0, 0);

    // When
    var unchanged = Mapping.ofUnchanged(smaps, PROGRAM);

    // Then
    assertThat(unchanged)
        .containsExactly(
            new Mapping(0x400000, 0x405000), new Mapping(0x7f758ad38000L, 0x7f758b590000L));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "writable, rw-p, /opt/chat connect, 0, 0",
    "executable and writable, rwxp, /opt/chat connect, 0, 0",
    "with a page that the loader changed, r--p, /opt/chat connect, 4, 0",
    "with a changed page in the swap, r--p, /opt/chat connect, 0, 4",
    "of another file, r-xp, /usr/lib/libc.so.6, 0, 0",
    "of a file whose path ends alike, r-xp, /other/opt/chat connect, 0, 0",
    "of a file that was replaced, r-xp, /opt/chat connect (deleted), 0, 0",
    "of nothing, r--p, '', 0, 0"
  })
  void leavesAMapping(
      @SuppressWarnings("unused") String what,
      String permissions,
      String path,
      int changed,
      int swapped) {
    // Given
    var smaps = mapping("00410000-01cee000", permissions, path, changed, swapped);

    // When
    var unchanged = Mapping.ofUnchanged(smaps, PROGRAM);

    // Then
    assertThat(unchanged).isEmpty();
  }

  @Test
  void leavesAMappingOfWhichTooLittleIsTold() {
    // Given
    var smaps = "00410000-01cee000 r-xp 00010000 fe:00 2392304    " + PROGRAM + "\nRss: 4 kB\n";

    // When
    var unchanged = Mapping.ofUnchanged(smaps, PROGRAM);

    // Then
    assertThat(unchanged).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsWhatTheKernelTells() throws IOException {
    // Given
    var program = Files.readSymbolicLink(Path.of("/proc/self/exe")).toString();
    var smaps = Files.readString(Path.of("/proc/self/smaps"));

    // When
    var unchanged = Mapping.ofUnchanged(smaps, program);

    // Then
    assertThat(unchanged).isNotEmpty().allMatch(mapping -> mapping.length() > 0);
  }

  private static String mapping(
      String addresses, String permissions, String path, int changed, int swapped) {
    return """
        %s %s 00010000 fe:00 2392304                            %s
        Size:              25464 kB
        Rss:               20124 kB
        Private_Dirty:         0 kB
        Anonymous:             %d kB
        AnonHugePages:         0 kB
        Swap:                  %d kB
        SwapPss:               0 kB
        VmFlags: rd ex mr mw me
        """
        .formatted(addresses, permissions, path, changed, swapped);
  }
}
