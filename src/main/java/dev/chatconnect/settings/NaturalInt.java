package dev.chatconnect.settings;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A whole number from 0 on. */
public final class NaturalInt implements Converter<Integer> {

  private static final Bounds<Integer> BOUNDS =
      new Bounds<>(Integer::valueOf, 0, Integer.MAX_VALUE);

  @Override
  public @Nullable Integer convert(String value) {
    return BOUNDS.read(value);
  }
}
