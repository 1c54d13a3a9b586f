package dev.chatconnect.redis;

import java.util.List;
import java.util.function.Function;
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
  private static final String AWAY =
      "See to Redis: start it, or correct quarkus.redis.hosts and its password;"
          + " the log has event=redis_unavailable with the cause; the service recovers by itself";

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
                    .withData("action", AWAY)
                    .down()
                    .build());
  }

  static HealthCheckResponse answer(ServerCheck.Report report) {
    var answer =
        HealthCheckResponse.named(NAME).withData("servers", String.join("; ", report.servers()));
    if (!report.findings().isEmpty()) {
      answer.withData(
          "findings",
          joined(report.findings(), finding -> finding.what() + " - " + finding.remedy()));
    }
    if (!report.isFit()) {
      var unfit =
          report.findings().stream()
              .filter(finding -> finding.weight() == Finding.Weight.UNFIT)
              .toList();
      answer
          .withData("reason", joined(unfit, Finding::what))
          .withData("action", joined(unfit, Finding::remedy));
    }
    return answer.status(report.isFit()).build();
  }

  private static String joined(List<Finding> findings, Function<Finding, String> part) {
    return findings.stream().map(part).distinct().collect(Collectors.joining("; "));
  }
}
