package dev.chatconnect.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Chromium of the machine, driven by Playwright, one for all tests. */
public final class Chromium {

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

  private Chromium() {}

  /** Skips a class, with the reason, where there is no Chromium. */
  public static final class Required implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return executable().findAny().isPresent()
          ? ConditionEvaluationResult.enabled("Chromium is installed")
          : ConditionEvaluationResult.disabled(
              "no Chromium in " + PLACES + "; on Debian: src/test/install-chromium.sh");
    }
  }

  /** How a page is looked at. */
  public enum Look {
    LIGHT_DESKTOP(ColorScheme.LIGHT, 1024, 720),
    DARK_DESKTOP(ColorScheme.DARK, 1024, 720),
    LIGHT_PHONE(ColorScheme.LIGHT, 390, 780),
    DARK_PHONE(ColorScheme.DARK, 390, 780);

    private final ColorScheme scheme;
    private final int width;
    private final int height;

    Look(ColorScheme scheme, int width, int height) {
      this.scheme = scheme;
      this.width = width;
      this.height = height;
    }
  }

  /** A fresh profile: no cookies, no cache. */
  public static BrowserContext open(Look look) {
    return open(look, "en-US");
  }

  /** A fresh profile in a language. */
  public static BrowserContext open(Look look, String language) {
    return Running.BROWSER.newContext(options(look).setLocale(language));
  }

  /** A fresh profile that runs no script. */
  public static BrowserContext openWithoutScript() {
    return Running.BROWSER.newContext(options(Look.LIGHT_DESKTOP).setJavaScriptEnabled(false));
  }

  private static Browser.NewContextOptions options(Look look) {
    return new Browser.NewContextOptions()
        .setColorScheme(look.scheme)
        .setViewportSize(look.width, look.height);
  }

  private static Stream<Path> executable() {
    return PLACES.stream().filter(Files::isExecutable);
  }

  /** Started on first use. */
  private static final class Running {

    private static final Browser BROWSER = start();

    private static Browser start() {
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      // The default of 5 s is short for a machine that has other work.
      PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      return playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(executable().findFirst().orElseThrow())
                  // Tests run as root in containers, where the sandbox cannot.
                  .setArgs(List.of("--no-sandbox")));
    }
  }
}
