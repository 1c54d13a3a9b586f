package dev.chatconnect.page;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import io.quarkus.runtime.Startup;

/** The looks of this deployment, read and checked once at start. */
@Singleton
@Startup
public class Branding {

  private static final String DEFAULT_ACCENT = "#1f5fd6";

  private final Brand defaults;
  private final Map<String, Brand> byEnvironment = new HashMap<>();

  Branding(BrandingSettings settings, Environments environments) {
    defaults = brand("chat-connect.branding", settings.defaults(), settings.defaults());
    settings
        .environments()
        .forEach(
            (name, look) -> {
              var place = "chat-connect.branding.environments." + name;
              byEnvironment.put(
                  id(environments, name, place), brand(place, look, settings.defaults()));
            });
  }

  /** The look of an environment's pages; empty where the environment is not known. */
  public Brand of(Optional<String> environmentId) {
    return environmentId.map(byEnvironment::get).orElse(defaults);
  }

  private static String id(Environments environments, String name, String place) {
    return environments.all().stream()
        .filter(environment -> environment.name().equals(name))
        .findFirst()
        .map(Environment::id)
        .orElseThrow(() -> new IllegalStateException(place + ": there is no such environment"));
  }

  private static Brand brand(
      String place, BrandingSettings.Look look, BrandingSettings.Look fallback) {
    try {
      var accent = Accent.of(look.accentColor().or(fallback::accentColor).orElse(DEFAULT_ACCENT));
      return new Brand(
          look.name().or(fallback::name).map(String::strip).orElse(""),
          look.logo().or(fallback::logo).map(Logo::read).orElse(""),
          style(accent, "page.css"),
          style(accent, "page.css", "forms.css"));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(place + ": " + e.getMessage(), e);
    }
  }

  private static InlineSource style(Accent accent, String... sheets) {
    var colours =
        ":root{--accent-light:%s;--accent-dark:%s}".formatted(accent.light(), accent.dark());
    return InlineSource.of(
        Arrays.stream(sheets)
            .map(sheet -> InlineSource.read("/pages/" + sheet))
            .collect(Collectors.joining("\n", colours, "")));
  }
}
