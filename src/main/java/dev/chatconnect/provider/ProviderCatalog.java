package dev.chatconnect.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;

/** The providers of this build: every {@link ChatProvider} bean. */
@Singleton
public class ProviderCatalog {

  private final Map<String, ChatProvider> byId;

  ProviderCatalog(@All List<ChatProvider> providers) {
    byId =
        providers.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    provider -> provider.descriptor().id(), Function.identity()));
  }

  public Optional<ChatProvider> find(String providerId) {
    return Optional.ofNullable(byId.get(providerId));
  }

  /** By display name. */
  public List<ProviderDescriptor> descriptors() {
    return byId.values().stream()
        .map(ChatProvider::descriptor)
        .sorted(Comparator.comparing(ProviderDescriptor::displayName))
        .toList();
  }
}
