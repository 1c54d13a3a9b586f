package dev.chatconnect.command;

import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.connect.EventsUrl;
import dev.chatconnect.connect.RedirectUri;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderDescriptor;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Multi;

/** Looks at everything that the service needs. */
@Singleton
@Unremovable
class Doctor {

  private final List<Check> checks;
  private final ProviderCatalog providers;
  private final RedirectUri redirectUri;
  private final EventsUrl eventsUrl;

  /**
   * @param checks by falling priority
   */
  Doctor(
      @All List<Check> checks,
      ProviderCatalog providers,
      RedirectUri redirectUri,
      EventsUrl eventsUrl) {
    this.checks = checks;
    this.providers = providers;
    this.redirectUri = redirectUri;
    this.eventsUrl = eventsUrl;
  }

  /** All that was found, in the order in which things need each other. */
  List<Finding> examine() {
    return Multi.createFrom()
        .iterable(checks)
        .onItem()
        .transformToUniAndConcatenate(Check::look)
        .onItem()
        .<Finding>disjoint()
        .collect()
        .asList()
        .await()
        .indefinitely();
  }

  /** What to register at each provider, by name. */
  List<String> registrations() {
    return providers.descriptors().stream().map(this::registration).toList();
  }

  private String registration(ProviderDescriptor provider) {
    var lines = new StringBuilder(provider.displayName()).append(": ").append(provider.setupUrl());
    var chat = providers.find(provider.id()).orElseThrow();
    if (chat.chatLink().isPresent()) {
      return lines.append(line("nothing", "the service registers itself with the bot")).toString();
    }
    lines.append(line("redirect URI", redirectUri.value().toString()));
    if (chat.events().isPresent()) {
      lines.append(line("events", eventsUrl.of(provider.id()).toString()));
    }
    return lines.toString();
  }

  private static String line(String what, String url) {
    return System.lineSeparator() + "  %-12s  %s".formatted(what, url);
  }
}
