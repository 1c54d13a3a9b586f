package dev.chatconnect.memory;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** Calls of the C library; there in the binary alone. */
final class Kernel {

  /** {@code MADV_DONTNEED} of Linux. */
  private static final int DONT_NEED = 4;

  private Kernel() {}

  /**
   * Takes the pages of a mapping away (madvise(2)).
   *
   * @param mapping of a file, and without changed pages: changes would be lost
   * @return whether the kernel did so
   */
  static boolean takeAway(Mapping mapping) {
    return madvise(
            WordFactory.pointer(mapping.start()), WordFactory.unsigned(mapping.length()), DONT_NEED)
        == 0;
  }

  @CFunction
  private static native int madvise(PointerBase address, UnsignedWord length, int advice);
}
