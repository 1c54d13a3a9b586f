package dev.chatconnect.environment;

import jakarta.inject.Singleton;

import dev.chatconnect.web.ErrorCode;
import io.quarkus.security.identity.SecurityIdentity;

/** The environment that the current request acts in. */
@Singleton
public class CurrentEnvironment {

  private final SecurityIdentity identity;

  CurrentEnvironment(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The caller's environment.
   *
   * @throws dev.chatconnect.web.ApiException 401 when the caller holds no API key
   */
  public Environment get() {
    if (identity.getPrincipal() instanceof EnvironmentPrincipal principal) {
      return principal.environment();
    }
    throw ErrorCode.ENDPOINT_NOT_ACCESSIBLE.with();
  }
}
