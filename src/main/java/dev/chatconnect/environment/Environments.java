package dev.chatconnect.environment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.Digests;
import io.quarkus.logging.Log;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;

/** The environments of this deployment, read once at start. */
@Singleton
@Startup
public class Environments {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Map<String, Environment> byId = new HashMap<>();
  private final Map<String, Environment> byApplication = new HashMap<>();
  private final Map<String, EnvironmentPrincipal> byKeyDigest = new HashMap<>();

  Environments(EnvironmentSettings settings, LaunchMode mode) {
    settings.environments().forEach((name, tenant) -> add(environment(name, tenant)));
    if (!mode.isDevOrTest()) {
      settings.environments().forEach((name, tenant) -> requireStrong(name, tenant, settings));
    }
    if (byKeyDigest.isEmpty()) {
      throw new IllegalStateException(
          "No environment has an API key. Make one with: openssl rand -hex 32 and set"
              + " CHAT_CONNECT_ENVIRONMENTS_DEFAULT_API_KEYS to it.");
    }
  }

  public Optional<Environment> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<Environment> byApplicationIdentifier(String identifier) {
    return Optional.ofNullable(byApplication.get(identifier));
  }

  /**
   * The environment that a key opens, with the place of the key. The look-up is by SHA-256 of the
   * key: its timing tells about digests, from which no key can be built.
   */
  Optional<EnvironmentPrincipal> callerWith(String key) {
    return Optional.ofNullable(byKeyDigest.get(Digests.sha256Hex(key)));
  }

  public List<Environment> all() {
    return List.copyOf(byId.values());
  }

  private static Environment environment(String name, EnvironmentSettings.Tenant tenant) {
    var keys = tenant.apiKeys().orElse(List.of()).stream().map(String::strip).toList();
    if (keys.isEmpty() || keys.stream().anyMatch(String::isEmpty)) {
      throw new IllegalStateException("Environment \"" + name + "\" has no API key");
    }
    var id = tenant.id().orElseGet(() -> derived("environment", name, 24));
    if (!ID.matcher(id).matches()) {
      throw new IllegalStateException(
          "Environment \"" + name + "\": its id may only hold A-Z a-z 0-9 _ - (at most 64)");
    }
    return new Environment(
        name,
        id,
        tenant.organizationId().orElseGet(() -> derived("organization", name, 24)),
        tenant.applicationIdentifier().orElseGet(() -> derived("application", name, 12)),
        keys.stream().distinct().toList(),
        tenant.subscriberHashRequired());
  }

  /** Names the place of a weak key, never the key. */
  private static void requireStrong(
      String name, EnvironmentSettings.Tenant tenant, EnvironmentSettings settings) {
    var keys = tenant.apiKeys().orElse(List.of()).stream().map(String::strip).toList();
    for (var i = 0; i < keys.size(); i++) {
      if (ApiKeyStrength.isStrong(keys.get(i))) {
        continue;
      }
      if (!settings.allowWeakApiKeys()) {
        throw new IllegalStateException(
            "Environment \"%s\": its API key number %d can be guessed: fewer than %d characters, or not random. Make one with: openssl rand -hex 32"
                .formatted(name, i + 1, ApiKeyStrength.MIN_LENGTH));
      }
      Log.warnf("event=weak_api_key environment=%s number=%d", name, i + 1);
    }
  }

  private void add(Environment environment) {
    unique(byId.put(environment.id(), environment), "id", environment);
    unique(
        byApplication.put(environment.applicationIdentifier(), environment),
        "application identifier",
        environment);
    var number = 0;
    for (var key : environment.apiKeys()) {
      var caller = new EnvironmentPrincipal(environment, ++number);
      var other = byKeyDigest.put(Digests.sha256Hex(key), caller);
      unique(other == null ? null : other.environment(), "API key", environment);
    }
  }

  private static void unique(
      @org.jspecify.annotations.Nullable Environment other, String what, Environment environment) {
    if (other != null) {
      throw new IllegalStateException(
          "Environments \"%s\" and \"%s\" have the same %s"
              .formatted(other.name(), environment.name(), what));
    }
  }

  private static String derived(String kind, String name, int length) {
    return Digests.sha256Hex(kind + ':' + name).substring(0, length);
  }
}
