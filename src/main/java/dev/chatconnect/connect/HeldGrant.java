package dev.chatconnect.connect;

import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a provider granted in a journey, held until the application says who finished it.
 *
 * @param parameters of the callback, without the state: the code, or a tenant's consent
 */
@RegisterForReflection
record HeldGrant(AuthorizationState journey, Map<String, String> parameters) {

  HeldGrant {
    parameters = Map.copyOf(parameters);
  }

  /** Without the parameters: this text may end in a log. */
  @Override
  public String toString() {
    return "HeldGrant[" + journey + "]";
  }
}
