package dev.chatconnect.command;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.chatconnect.redis.Finding.Weight;
import dev.chatconnect.redis.RedisServer;
import dev.chatconnect.redis.ServerCheck;
import io.smallrye.mutiny.Uni;

/** Whether Redis answers, keeps what it is given, and tells the same time. */
@Singleton
@Priority(4)
class RedisCheck implements Check {

  private static final String SUBJECT = "Redis";

  private final ServerCheck server;
  private final RedisServer redis;
  private final Clock clock;

  RedisCheck(ServerCheck server, RedisServer redis, Clock clock) {
    this.server = server;
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Uni<List<Finding>> look() {
    return server
        .look()
        .chain(
            report ->
                redis.time().map(time -> findings(report, Duration.between(clock.instant(), time))))
        .onFailure()
        .recoverWithItem(
            List.of(
                Finding.fail(
                    SUBJECT,
                    "does not answer",
                    "Check quarkus.redis.hosts, quarkus.redis.password and the network; the line"
                        + " event=redis_unavailable names the cause.")));
  }

  /** The doctor is stricter than the readiness probe: what an accident would cost is a failure. */
  static List<Finding> findings(ServerCheck.Report report, Duration difference) {
    var findings = new ArrayList<Finding>();
    report.servers().forEach(found -> findings.add(Finding.ok(SUBJECT, found)));
    report.findings().forEach(found -> findings.add(finding(found)));
    findings.add(
        Clocks.isOff(difference)
            ? Clocks.finding("Redis", difference)
            : Finding.ok("clock", "agrees with Redis"));
    return findings;
  }

  private static Finding finding(dev.chatconnect.redis.Finding found) {
    return found.weight() == Weight.CHOICE
        ? Finding.warn(SUBJECT, found.what(), found.remedy())
        : Finding.fail(SUBJECT, found.what(), found.remedy());
  }
}
