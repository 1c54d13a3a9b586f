package dev.chatconnect.connection;

import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.metrics.Family;
import dev.chatconnect.metrics.Metrics;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderException;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

/** What comes of asking providers for new tokens. */
@Singleton
class RenewalMeters {

  private static final String RENEWED = "renewed";

  /** Nothing but connecting again helps. */
  private static final String ENDED = "ended";

  private static final String UNAVAILABLE = "unavailable";

  /** The app's own credentials are wrong, or the answer makes no sense: the grant stands. */
  private static final String FAILED = "failed";

  private final Family<Counter> refreshes;

  RenewalMeters(Metrics metrics, ProviderCatalog providers) {
    refreshes =
        metrics.counters(
            "chat.connect.token.refreshes",
            "Attempts to renew a token, by what came of them",
            "provider",
            "outcome");
    for (var descriptor : providers.descriptors()) {
      if (providers.find(descriptor.id()).flatMap(ChatProvider::tokens).isPresent()) {
        List.of(RENEWED, ENDED, UNAVAILABLE, FAILED)
            .forEach(outcome -> refreshes.with(descriptor.id(), outcome));
      }
    }
  }

  void attempted(String provider, @Nullable Throwable failure) {
    refreshes.with(provider, outcome(failure)).increment();
  }

  private static String outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return RENEWED;
    }
    if (!(failure instanceof ProviderException told)) {
      return FAILED;
    }
    if (told.endsGrant()) {
      return ENDED;
    }
    return told.kind() == ProviderException.Kind.UNAVAILABLE ? UNAVAILABLE : FAILED;
  }
}
