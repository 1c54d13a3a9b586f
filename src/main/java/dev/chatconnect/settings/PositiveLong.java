package dev.chatconnect.settings;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A whole number from 1 on that may be a large one. */
public final class PositiveLong implements Converter<Long> {

  private static final Bounds<Long> BOUNDS = new Bounds<>(Long::valueOf, 1L, Long.MAX_VALUE);

  @Override
  public @Nullable Long convert(String value) {
    return BOUNDS.read(value);
  }
}
