package dev.chatconnect.settings;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** A part of a whole: from a hundredth to all of it. */
public final class Share implements Converter<Double> {

  private static final Bounds<Double> BOUNDS = new Bounds<>(Double::valueOf, 0.01, 1.0);

  @Override
  public @Nullable Double convert(String value) {
    return BOUNDS.read(value);
  }
}
