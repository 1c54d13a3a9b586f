package dev.chatconnect.environment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.LaunchMode;

/** Environments for tests without the application. */
public final class Tenants {

  private Tenants() {}

  /** One environment, with names derived from its name. */
  public static Environments of(String name, String apiKey) {
    return new Environments(settings(name, List.of(apiKey), false), LaunchMode.TEST);
  }

  /** Several environments, each with a key of its own. */
  public static Environments named(String... names) {
    var tenants = new HashMap<String, EnvironmentSettings.Tenant>();
    for (var name : names) {
      tenants.put(name, new Keyed(List.of("key-of-" + name)));
    }
    return new Environments(new Settings(tenants, false), LaunchMode.TEST);
  }

  /** The same as production takes it, or refuses it. */
  public static Environments inProduction(String name, String apiKey) {
    return new Environments(settings(name, List.of(apiKey), false), LaunchMode.NORMAL);
  }

  /** The environment that a key opens. */
  public static Environment withKey(Environments environments, String apiKey) {
    return environments.callerWith(apiKey).orElseThrow().environment();
  }

  /** What a configuration says of one environment. */
  static EnvironmentSettings settings(String name, List<String> apiKeys, boolean allowWeak) {
    return new Settings(Map.of(name, new Keyed(apiKeys)), allowWeak);
  }

  private record Settings(Map<String, Tenant> environments, boolean allowWeakApiKeys)
      implements EnvironmentSettings {}

  private record Keyed(List<String> keys) implements EnvironmentSettings.Tenant {

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
      return Optional.of(keys);
    }

    @Override
    public Optional<Boolean> subscriberHashRequired() {
      return Optional.empty();
    }
  }
}
