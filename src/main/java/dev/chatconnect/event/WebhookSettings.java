package dev.chatconnect.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The webhooks of each environment. */
@ConfigMapping(prefix = "chat-connect")
public interface WebhookSettings {

  /** By name of the environment. */
  Map<String, Tenant> environments();

  /** What an environment has of webhooks. */
  interface Tenant {

    /** By name. */
    Map<String, Receiver> webhooks();
  }

  /** One webhook: where it goes, and how its receiver knows that it is ours. */
  interface Receiver {

    /** An {@code https} URL; {@code http} only on the loopback interface. */
    String url();

    /**
     * {@code whsec_} and base64 of 24 to 64 random bytes; a delivery is signed with each, so that
     * secrets can roll.
     */
    Optional<List<String>> secrets();

    /** Types that it wants; all when absent. */
    Optional<List<String>> events();
  }
}
