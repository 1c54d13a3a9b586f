package dev.chatconnect.integration;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore.Reading;
import dev.chatconnect.integration.IntegrationStore.Snapshot;
import dev.chatconnect.provider.Credentials;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.WireEnum;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;

/** Creates, changes and removes integrations. */
@Singleton
public class IntegrationService {

  /** Demo apps of the reference's vendor, which only work with the vendor's own credentials. */
  private static final Set<String> DEMO_PROVIDERS = Set.of("novu-slack", "novu-email", "novu-sms");

  private final IntegrationStore store;
  private final ReadableIntegrations readable;
  private final IntegrationPlanner planner;
  private final Transactions transactions;
  private final List<CredentialRule> credentialRules;
  private final ProviderNames names;
  private final ObjectIds objectIds;
  private final RandomIds ids;
  private final Clock clock;

  IntegrationService(
      IntegrationStore store,
      ReadableIntegrations readable,
      IntegrationPlanner planner,
      Transactions transactions,
      @All List<CredentialRule> credentialRules,
      ProviderNames names,
      ObjectIds objectIds,
      RandomIds ids,
      Clock clock) {
    this.store = store;
    this.readable = readable;
    this.planner = planner;
    this.transactions = transactions;
    this.credentialRules = credentialRules;
    this.names = names;
    this.objectIds = objectIds;
    this.ids = ids;
    this.clock = clock;
  }

  /** Creates an integration; 409 when its identifier is taken. */
  Uni<Integration> create(Environment environment, CreateIntegrationRequest request) {
    requireSameEnvironment(environment, request.environmentId());
    if (DEMO_PROVIDERS.contains(request.providerId())) {
      throw ErrorCode.INTEGRATION_DEMO_NOT_ALLOWED.with(request.providerId());
    }
    requireRules(request.credentials());
    var name = request.name().orElseGet(() -> names.displayName(request.providerId()));
    var now = clock.instant();
    var integration =
        new Integration(
            objectIds.next(),
            request
                .identifier()
                .orElseGet(() -> names.slug(name, request.providerId()) + '-' + ids.name(9)),
            name,
            request.providerId(),
            request.channel().map(WireEnum::wire),
            request.kind().wire(),
            request.credentials(),
            request.configurations(),
            request.conditions(),
            request.active(),
            false,
            0,
            now,
            now);
    return write(environment, reading -> planner.create(keys(environment), reading, integration));
  }

  /** Changes an integration; 404 when unknown, 409 when the new identifier is taken. */
  Uni<Integration> update(Environment environment, String id, UpdateIntegrationRequest request) {
    requireSameEnvironment(environment, request.environmentId());
    request.credentials().map(NewCredentials::sent).ifPresent(this::requireRules);
    return write(
            environment,
            reading -> {
              var current = find(reading, id, ErrorCode.INTEGRATION_ENTITY_NOT_FOUND);
              if (request.isEmpty()) {
                throw ErrorCode.INTEGRATION_NOTHING_TO_UPDATE.with();
              }
              var changed = request.applyTo(current.integration(), clock.instant());
              return planner.update(keys(environment), reading, current, changed);
            })
        .invoke(updated -> store.forget(environment, updated.id()));
  }

  /** Removes an integration and answers those that remain; 404 when unknown. */
  Uni<List<Integration>> delete(Environment environment, String id) {
    return write(
            environment,
            reading -> {
              var current = find(reading, id, ErrorCode.INTEGRATION_ENTITY_NOT_FOUND);
              return Uni.createFrom().item(planner.delete(keys(environment), reading, current));
            })
        .invoke(gone -> store.forget(environment, gone.id()))
        .chain(() -> readable.list(environment));
  }

  /** Makes an integration the first choice of its channel; 400 where channels have none. */
  Uni<Integration> setPrimary(Environment environment, String id) {
    return write(
        environment,
        reading -> {
          var current = find(reading, id, ErrorCode.INTEGRATION_ID_NOT_FOUND);
          var integration = current.integration();
          if (!Ranking.isRanked(integration.channel())) {
            throw ErrorCode.INTEGRATION_NO_PRIMARY.with(
                integration.channel().orElse(integration.kind()));
          }
          var plan =
              integration.primary()
                  ? Plan.nothing(integration)
                  : planner.promote(
                      keys(environment), reading, current, integration.activated(clock.instant()));
          return Uni.createFrom().item(plan);
        });
  }

  private interface Planner<T> {
    Uni<Plan<T>> plan(Reading reading);
  }

  private <T> Uni<T> write(Environment environment, Planner<T> planner) {
    return transactions.write(
        new RedisKeys(environment.id()), () -> store.read(environment).chain(planner::plan));
  }

  private static Snapshot find(Reading reading, String id, ErrorCode missing) {
    return reading.all().stream()
        .filter(snapshot -> snapshot.integration().id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(() -> missing.with(id));
  }

  private void requireRules(Credentials credentials) {
    var violations =
        credentialRules.stream()
            .map(rule -> rule.violation(credentials))
            .flatMap(Optional::stream)
            .toList();
    if (!violations.isEmpty()) {
      throw ApiException.validation(violations);
    }
  }

  private static void requireSameEnvironment(Environment environment, Optional<String> wanted) {
    if (wanted.filter(id -> !id.equals(environment.id())).isPresent()) {
      throw ErrorCode.INTEGRATION_ENVIRONMENT_FORBIDDEN.with();
    }
  }

  private static IntegrationKeys keys(Environment environment) {
    return new IntegrationKeys(new RedisKeys(environment.id()));
  }
}
