package dev.chatconnect.memory;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of the address space that shows a part of a file.
 *
 * @param start address of its first byte
 * @param end address after its last byte
 */
record Mapping(long start, long end) {

  private static final Pattern BETWEEN_MAPPINGS = Pattern.compile("\n(?=[0-9a-f]+-[0-9a-f]+ )");

  /** Addresses, permissions, offset, device and inode. */
  private static final Pattern HEAD =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\S+ *");

  private static final Pattern ANONYMOUS = Pattern.compile("\nAnonymous: +0 kB");
  private static final Pattern SWAP = Pattern.compile("\nSwap: +0 kB");
  private static final int START = 1;
  private static final int END = 2;
  private static final int PERMISSIONS = 3;

  long length() {
    return end - start;
  }

  /**
   * The mappings that show nothing but what is in the file: nobody can write to them, and nothing
   * in them was changed before that was so, as loaders do where they fill addresses in. Their pages
   * can be taken away at any time, since the next access finds them in the file.
   *
   * @param smaps what {@code /proc/[pid]/smaps} says (proc_pid_smaps(5))
   * @param file path of the file
   */
  static List<Mapping> ofUnchanged(String smaps, String file) {
    return BETWEEN_MAPPINGS
        .splitAsStream(smaps)
        // A changed page is anonymous, or else it is in the swap.
        .filter(mapping -> ANONYMOUS.matcher(mapping).find() && SWAP.matcher(mapping).find())
        .flatMap(mapping -> readOnly(mapping.lines().findFirst().orElse(""), file))
        .toList();
  }

  private static Stream<Mapping> readOnly(String line, String file) {
    var head = HEAD.matcher(line);
    return head.lookingAt()
            && line.substring(head.end()).equals(file)
            && head.group(PERMISSIONS).startsWith("r-")
        ? Stream.of(new Mapping(address(head.group(START)), address(head.group(END))))
        : Stream.empty();
  }

  private static long address(String hexadecimal) {
    return HexFormat.fromHexDigitsToLong(hexadecimal);
  }
}
