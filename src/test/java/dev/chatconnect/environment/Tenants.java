package dev.chatconnect.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Environments for tests without the application. */
public final class Tenants {

  private Tenants() {}

  /** One environment, with names derived from its name. */
  public static Environments of(String name, String apiKey) {
    return new Environments(() -> Map.of(name, new Keyed(apiKey)));
  }

  private record Keyed(String apiKey) implements EnvironmentSettings.Tenant {

    @Override
    public Optional<String> id() {
      return Optional.empty();
    }

    @Override
    public Optional<String> organizationId() {
      return Optional.empty();
    }

    @Override
    public Optional<String> applicationIdentifier() {
      return Optional.empty();
    }

    @Override
    public Optional<List<String>> apiKeys() {
      return Optional.of(List.of(apiKey));
    }

    @Override
    public Optional<Boolean> subscriberHashRequired() {
      return Optional.empty();
    }
  }
}
