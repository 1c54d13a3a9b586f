package dev.chatconnect.environment;

import java.security.Principal;

/** The caller of a request that was made with an API key. */
record EnvironmentPrincipal(Environment environment) implements Principal {

  @Override
  public String getName() {
    return environment.id();
  }
}
