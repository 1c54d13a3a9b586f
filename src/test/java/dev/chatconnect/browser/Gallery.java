package dev.chatconnect.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** What is looked for on every page in every look. */
public final class Gallery {

  private static final Path FOLDER = Path.of("docs/screenshots");

  private Gallery() {}

  /**
   * Checks a page for accessibility and for a width that fits; with {@code -Dscreenshots=true} it
   * takes its picture too.
   */
  public static void inspect(Page page, String name, Chromium.Look look) {
    // Otherwise it opens another page for each, for frames of other origins. There are none.
    var accessibility = new AxeBuilder(page).setLegacyMode(true).analyze();
    assertThat(accessibility.getViolations()).as("accessibility of %s, %s", name, look).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s fits its window, %s", name, look)
        .isEqualTo(true);
    if (Boolean.getBoolean("screenshots")) {
      var file = name + '-' + look.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
      save(page.screenshot(new Page.ScreenshotOptions().setFullPage(true)), file);
    }
  }

  private static void save(byte[] png, String file) {
    try {
      IndexedPng.write(png, FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
