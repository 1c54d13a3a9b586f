package dev.chatconnect.startup;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Lets request targets through that RFC 3986 forbids, for browsers send some of them: {@code |} in
 * an identifier, for example. They are encoded before any route sees them.
 *
 * <p>The HTTP server knows only a system property for it, which it reads when its class is loaded.
 * Configuration is built before that in every mode, so this is the place to set it.
 */
public class LenientUris implements SmallRyeConfigBuilderCustomizer {

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    System.setProperty("vertx.disableURIValidation", "true");
  }
}
