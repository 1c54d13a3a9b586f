package dev.chatconnect.settings;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A whole number from 1 on. */
public final class PositiveInt implements Converter<Integer> {

  private static final Bounds<Integer> BOUNDS =
      new Bounds<>(Integer::valueOf, 1, Integer.MAX_VALUE);

  @Override
  public @Nullable Integer convert(String value) {
    return BOUNDS.read(value);
  }
}
