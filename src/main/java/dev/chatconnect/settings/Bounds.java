package dev.chatconnect.settings;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Numbers from one to another.
 *
 * @param reading what makes one of a text
 * @param least and {@code most} are among them
 */
record Bounds<T extends Comparable<T>>(Function<String, T> reading, T least, T most) {

  /** Null where there is none, which the configuration tells of by itself. */
  @Nullable T read(String value) {
    var text = value.trim();
    if (text.isEmpty()) {
      return null;
    }
    var number = reading.apply(text);
    if (number.compareTo(least) < 0) {
      throw new IllegalArgumentException("It must be at least " + least + '.');
    }
    if (number.compareTo(most) > 0) {
      throw new IllegalArgumentException("It must be at most " + most + '.');
    }
    return number;
  }
}
