package dev.chatconnect.page;

import io.quarkus.qute.TemplateData;

/**
 * Whose pages these are.
 *
 * @param name shown at the top; empty for none
 * @param logo {@code data:} URI; empty for none
 * @param style the style sheet in this brand's colour
 */
@TemplateData
public record Brand(String name, String logo, InlineSource style) {

  /** What stands in for a logo. */
  public String initial() {
    return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
  }
}
