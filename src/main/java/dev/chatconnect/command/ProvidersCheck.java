package dev.chatconnect.command;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environments;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.ReadableIntegrations;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.provider.ProviderDescriptor;
import dev.chatconnect.provider.ProviderReach;
import dev.chatconnect.provider.ProviderReach.Host;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Whether the hosts of the providers answer, and tell the same time. */
@Singleton
@Priority(1)
class ProvidersCheck implements Check {

  private final ProviderReach reach;
  private final ProviderCatalog providers;
  private final Environments environments;
  private final ReadableIntegrations integrations;
  private final Clock clock;

  ProvidersCheck(
      ProviderReach reach,
      ProviderCatalog providers,
      Environments environments,
      ReadableIntegrations integrations,
      Clock clock) {
    this.reach = reach;
    this.providers = providers;
    this.environments = environments;
    this.integrations = integrations;
    this.clock = clock;
  }

  @Override
  public Uni<List<Finding>> look() {
    return used()
        .chain(
            used ->
                reach
                    .look()
                    .map(
                        hosts ->
                            hosts.stream()
                                .flatMap(host -> findings(host, used.contains(host.providerId())))
                                .toList()));
  }

  /** Ids of the providers that active integrations are of; all without Redis. */
  private Uni<Set<String>> used() {
    return Multi.createFrom()
        .iterable(environments.all())
        .onItem()
        .transformToUniAndConcatenate(integrations::list)
        .collect()
        .<Set<String>>in(
            HashSet::new,
            (used, all) ->
                all.stream().filter(Integration::active).forEach(one -> used.add(one.providerId())))
        .onFailure()
        .recoverWithItem(this::all);
  }

  private Set<String> all() {
    return providers.descriptors().stream().map(ProviderDescriptor::id).collect(Collectors.toSet());
  }

  private Stream<Finding> findings(Host host, boolean used) {
    var findings = new ArrayList<Finding>();
    findings.add(reachable(host, used));
    host.date()
        .map(date -> Duration.between(clock.instant(), date))
        .filter(Clocks::isOff)
        .ifPresent(
            difference -> findings.add(Clocks.finding(host.address().getHost(), difference)));
    return findings.stream();
  }

  static Finding reachable(Host host, boolean used) {
    if (host.failure().isEmpty()) {
      return Finding.ok(host.provider(), host.address() + " answers");
    }
    var text = host.address() + " does not answer: " + host.failure().get();
    return used
        ? Finding.fail(
            host.provider(),
            text,
            "Let the service reach it: name resolution, firewall, NetworkPolicy, proxy, and the"
                + " certificates that it trusts.")
        : Finding.warn(host.provider(), text, "Nothing to do as long as no integration needs it.");
  }
}
