package dev.chatconnect.environment;

import java.security.Principal;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** The caller of a request that was made with an API key. */
final class EnvironmentPrincipal implements Principal {

  private final Environment environment;
  private final int keyNumber;

  /** Made once for each key: it says the same in every request. */
  private final SecurityIdentity identity;

  /**
   * @param keyNumber place of the key among those of the environment, from 1
   */
  EnvironmentPrincipal(Environment environment, int keyNumber) {
    this.environment = environment;
    this.keyNumber = keyNumber;
    this.identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(this)
            .addRole(ApiKeyAuthentication.ROLE)
            .build();
  }

  Environment environment() {
    return environment;
  }

  int keyNumber() {
    return keyNumber;
  }

  SecurityIdentity identity() {
    return identity;
  }

  @Override
  public String getName() {
    return environment.id();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "EnvironmentPrincipal[" + environment + ", " + keyNumber + "]";
  }
}
