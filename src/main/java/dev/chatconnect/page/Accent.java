package dev.chatconnect.page;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The colour of buttons and links, in two shades: one to read on the light card, one on the dark.
 *
 * @param light {@code #rrggbb}
 * @param dark {@code #rrggbb}, the same colour as light as it has to be
 */
record Accent(String light, String dark) {

  /** Contrast of text against what is behind it: WCAG 2.2, success criterion 1.4.3. */
  static final double READABLE = 4.5;

  /** The card in light and dark, as {@code pages/page.css} has it. */
  static final String LIGHT_CARD = "#ffffff";

  static final String DARK_CARD = "#1b1e24";

  private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");
  private static final int STEPS = 20;

  /**
   * Reads a colour.
   *
   * @throws IllegalStateException when it is no {@code #rrggbb}, or cannot be read on white
   */
  static Accent of(String color) {
    var light = color.strip().toLowerCase(Locale.ROOT);
    if (!HEX.matcher(light).matches()) {
      throw new IllegalStateException(
          "accent-color must be #rrggbb, for example #1f5fd6, not \"" + color + '"');
    }
    var contrast = contrast(light, LIGHT_CARD);
    if (contrast < READABLE) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "accent-color %s cannot be read on white: its contrast is %.2f, at least %.1f is"
                  + " needed; choose a darker colour",
              light,
              contrast,
              READABLE));
    }
    return new Accent(light, forDark(light));
  }

  /** Ratio of relative luminances (WCAG 2.2), 1 to 21. */
  static double contrast(String one, String other) {
    var first = luminance(one);
    var second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static String forDark(String color) {
    for (var step = 0; step < STEPS; step++) {
      var candidate = mixedWithWhite(color, step / (double) STEPS);
      if (contrast(candidate, DARK_CARD) >= READABLE) {
        return candidate;
      }
    }
    return LIGHT_CARD;
  }

  private static String mixedWithWhite(String color, double share) {
    var mixed = new StringBuilder("#");
    for (var channel = 0; channel < 3; channel++) {
      var value = channel(color, channel);
      mixed.append("%02x".formatted(Math.round(value + (255 - value) * share)));
    }
    return mixed.toString();
  }

  private static double luminance(String color) {
    return 0.2126 * linear(channel(color, 0))
        + 0.7152 * linear(channel(color, 1))
        + 0.0722 * linear(channel(color, 2));
  }

  private static double linear(int value) {
    var share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static int channel(String color, int index) {
    return Integer.parseInt(color.substring(1 + 2 * index, 3 + 2 * index), 16);
  }
}
