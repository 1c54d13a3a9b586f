package dev.chatconnect.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The tenants of this deployment. */
@ConfigMapping(prefix = "chat-connect")
public interface EnvironmentSettings {

  /** By name. */
  Map<String, Tenant> environments();

  /** Start in production although API keys can be guessed; for tests, and while keys change. */
  @WithDefault("false")
  boolean allowWeakApiKeys();

  /** One tenant: the boundary of all data. */
  interface Tenant {

    /** Derived from the name when absent. */
    Optional<String> id();

    /** Derived from the name when absent. */
    Optional<String> organizationId();

    /** What browser clients name the environment by; derived from the name when absent. */
    Optional<String> applicationIdentifier();

    /** Secret keys; every one of them is accepted. */
    Optional<List<String>> apiKeys();

    /**
     * Whether the application must vouch for subscriber and context of every browser session with a
     * hash. When absent, the environment's active in-app integrations decide; where there is none,
     * yes in production and no in development and tests.
     */
    Optional<Boolean> subscriberHashRequired();
  }
}
