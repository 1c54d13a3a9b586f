package dev.chatconnect.environment;

import java.security.Principal;

/**
 * The caller of a request that was made with an API key.
 *
 * @param keyNumber place of the key among those of the environment, from 1
 */
record EnvironmentPrincipal(Environment environment, int keyNumber) implements Principal {

  @Override
  public String getName() {
    return environment.id();
  }
}
