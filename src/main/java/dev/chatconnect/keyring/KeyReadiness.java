package dev.chatconnect.keyring;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the configured keys cannot read the stored data. */
@Readiness
@ApplicationScoped
class KeyReadiness implements HealthCheck {

  private final KeyGuard guard;

  KeyReadiness(KeyGuard guard) {
    this.guard = guard;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("Encryption keys");
    var objection = guard.objection();
    objection.ifPresent(
        told -> answer.withData("reason", told.reason()).withData("action", told.action()));
    return answer.status(objection.isEmpty()).build();
  }
}
