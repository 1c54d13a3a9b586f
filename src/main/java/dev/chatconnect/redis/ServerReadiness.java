package dev.chatconnect.redis;

import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while Redis is away, or is one that would lose connections; says why. */
@Readiness
@ApplicationScoped
class ServerReadiness implements AsyncHealthCheck {

  private static final String NAME = "Redis server";

  private final ServerCheck check;

  ServerReadiness(ServerCheck check) {
    this.check = check;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return check
        .look()
        .map(ServerReadiness::answer)
        .onFailure()
        .recoverWithItem(
            failure ->
                HealthCheckResponse.named(NAME)
                    .withData("reason", "Redis does not answer")
                    .down()
                    .build());
  }

  private static HealthCheckResponse answer(ServerCheck.Report report) {
    var answer =
        HealthCheckResponse.named(NAME).withData("servers", String.join("; ", report.servers()));
    if (!report.findings().isEmpty()) {
      answer.withData(
          "findings",
          report.findings().stream()
              .map(finding -> finding.what() + " - " + finding.remedy())
              .collect(Collectors.joining("; ")));
    }
    return answer.status(report.isFit()).build();
  }
}
