package dev.chatconnect.command;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.chatconnect.redis.RedisServer;
import dev.chatconnect.redis.RedisServer.Facts;
import io.smallrye.mutiny.Uni;

/** Whether Redis answers, keeps what it is given, and tells the same time. */
@Singleton
@Priority(4)
class RedisCheck implements Check {

  private static final String SUBJECT = "Redis";

  private final RedisServer redis;
  private final Clock clock;

  RedisCheck(RedisServer redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Uni<List<Finding>> look() {
    return redis
        .facts()
        .map(facts -> findings(facts, Duration.between(clock.instant(), facts.time())))
        .onFailure()
        .recoverWithItem(
            List.of(
                Finding.fail(
                    SUBJECT,
                    "does not answer",
                    "Check quarkus.redis.hosts, quarkus.redis.password and the network; the line"
                        + " event=redis_unavailable names the cause.")));
  }

  static List<Finding> findings(Facts facts, Duration difference) {
    var findings = new ArrayList<Finding>();
    findings.add(
        Finding.ok(SUBJECT, "version " + facts.version() + ", " + facts.role() + ", answers"));
    findings.add(
        facts.appendOnly()
            ? Finding.ok(SUBJECT, "keeps an append-only file")
            : Finding.fail(
                SUBJECT,
                "keeps no append-only file: a crash loses connections",
                "Set appendonly yes and appendfsync everysec."));
    findings.add(
        facts.evicts()
            ? Finding.fail(
                SUBJECT,
                "throws keys away when memory is short: maxmemory-policy " + facts.evictionPolicy(),
                "Set maxmemory-policy noeviction.")
            : Finding.ok(SUBJECT, "throws no key away"));
    findings.add(
        Clocks.isOff(difference)
            ? Clocks.finding("Redis", difference)
            : Finding.ok("clock", "agrees with Redis"));
    return findings;
  }
}
