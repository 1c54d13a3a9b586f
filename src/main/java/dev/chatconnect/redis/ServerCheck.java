package dev.chatconnect.redis;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import dev.chatconnect.environment.Environments;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.RedisClientType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger.Level;

/**
 * Looks whether Redis is one that the service may entrust connections to: its version, what it does
 * when memory is short, how it keeps its data.
 */
@Singleton
public class ServerCheck {

  private final RedisGateway redis;
  private final RedisSettings settings;
  private final Environments environments;
  private final RedisClientType client;
  private final AtomicReference<Set<Finding>> told = new AtomicReference<>(Set.of());

  ServerCheck(
      RedisGateway redis,
      RedisSettings settings,
      Environments environments,
      @ConfigProperty(name = "quarkus.redis.client-type", defaultValue = "standalone")
          RedisClientType client) {
    this.redis = redis;
    this.settings = settings;
    this.environments = environments;
    this.client = client;
  }

  /**
   * What was found.
   *
   * @param servers for people: version, eviction policy and persistence of each
   * @param findings what is wrong, empty when all is well
   */
  public record Report(List<String> servers, List<Finding> findings) {

    public Report {
      servers = List.copyOf(servers);
      findings = List.copyOf(findings);
    }

    /** Whether the service may serve. */
    public boolean isFit() {
      return findings.stream().noneMatch(finding -> finding.weight() == Finding.Weight.UNFIT);
    }
  }

  /** Looks, and logs what is wrong when it was not so before. */
  public Uni<Report> look() {
    // Nodes of a cluster have environments of their own; else there is one server.
    var visited =
        client == RedisClientType.CLUSTER ? environments.all() : environments.all().subList(0, 1);
    return Multi.createFrom()
        .iterable(visited)
        .onItem()
        .transformToUniAndConcatenate(this::server)
        .collect()
        .asList()
        .map(this::report)
        .invoke(this::tell);
  }

  private Uni<ServerInfo> server(Environment environment) {
    var key = new RedisKeys(environment.id()).sequence();
    return Uni.combine()
        .all()
        .unis(
            redis.info(key),
            redis.serverSetting(key, "save"),
            redis.serverSetting(key, "appendfsync"))
        .with(ServerInfo::of);
  }

  private Report report(List<ServerInfo> servers) {
    return new Report(
        servers.stream()
            .map(
                server ->
                    "Redis %s, %s, %s"
                        .formatted(server.version(), server.evictionPolicy(), server.persistence()))
            .distinct()
            .toList(),
        servers.stream()
            .flatMap(server -> Finding.of(server, client, settings.waitReplicas()).stream())
            .distinct()
            .toList());
  }

  private void tell(Report report) {
    var before = told.getAndSet(Set.copyOf(report.findings()));
    for (var finding : report.findings()) {
      if (!before.contains(finding)) {
        Log.logf(
            level(finding.weight()),
            "event=redis_%s what=\"%s\" remedy=\"%s\"",
            finding.weight().name().toLowerCase(Locale.ROOT),
            finding.what(),
            finding.remedy());
      }
    }
  }

  private static Level level(Finding.Weight weight) {
    return switch (weight) {
      case UNFIT -> Level.ERROR;
      case RISKY -> Level.WARN;
      case CHOICE -> Level.INFO;
    };
  }
}
