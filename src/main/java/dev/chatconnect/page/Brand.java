package dev.chatconnect.page;

import io.quarkus.qute.TemplateData;

/**
 * Whose pages these are.
 *
 * @param name shown at the top; empty for none
 * @param logo {@code data:} URI; empty for none
 * @param style the style sheet in this brand's colour
 * @param formStyle the same with what pages with forms need besides
 */
@TemplateData
public record Brand(String name, String logo, InlineSource style, InlineSource formStyle) {

  /** What stands in for a logo. */
  public String initial() {
    return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
  }
}
