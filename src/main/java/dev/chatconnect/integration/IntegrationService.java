package dev.chatconnect.integration;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.RandomIds;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.IntegrationStore.Snapshot;
import dev.chatconnect.provider.ProviderCatalog;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.WireEnum;
import io.smallrye.mutiny.Uni;

/** Creates, changes and removes integrations. */
@Singleton
public class IntegrationService {

  private final IntegrationStore store;
  private final IntegrationPlanner planner;
  private final Transactions transactions;
  private final ProviderCatalog providers;
  private final ObjectIds objectIds;
  private final RandomIds ids;
  private final Clock clock;

  IntegrationService(
      IntegrationStore store,
      IntegrationPlanner planner,
      Transactions transactions,
      ProviderCatalog providers,
      ObjectIds objectIds,
      RandomIds ids,
      Clock clock) {
    this.store = store;
    this.planner = planner;
    this.transactions = transactions;
    this.providers = providers;
    this.objectIds = objectIds;
    this.ids = ids;
    this.clock = clock;
  }

  /** Creates an integration; 409 when its identifier is taken. */
  Uni<Integration> create(Environment environment, CreateIntegrationRequest request) {
    requireSameEnvironment(environment, request.environmentId());
    var name = request.name().orElseGet(() -> displayName(request.providerId()));
    var now = now();
    var integration =
        new Integration(
            objectIds.next(),
            request.identifier().orElseGet(() -> slug(name) + '-' + ids.name(9)),
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
    return write(environment, siblings -> planner.create(keys(environment), siblings, integration));
  }

  /** Changes an integration; 404 when unknown, 409 when the new identifier is taken. */
  Uni<Integration> update(Environment environment, String id, UpdateIntegrationRequest request) {
    requireSameEnvironment(environment, request.environmentId());
    if (request.isEmpty()) {
      throw ErrorCode.INTEGRATION_NOTHING_TO_UPDATE.with();
    }
    return write(
        environment,
        all -> {
          var current = find(all, id, ErrorCode.INTEGRATION_ENTITY_NOT_FOUND);
          var changed = request.applyTo(current.integration(), now());
          return planner.update(keys(environment), all, current, changed);
        });
  }

  /** Removes an integration and answers those that remain; 404 when unknown. */
  Uni<List<Integration>> delete(Environment environment, String id) {
    return write(
            environment,
            all ->
                planner.delete(
                    keys(environment), all, find(all, id, ErrorCode.INTEGRATION_ENTITY_NOT_FOUND)))
        .chain(() -> store.list(environment));
  }

  /** Makes an integration the first choice of its channel; 400 where channels have none. */
  Uni<Integration> setPrimary(Environment environment, String id) {
    return write(
        environment,
        all -> {
          var current = find(all, id, ErrorCode.INTEGRATION_ID_NOT_FOUND);
          var integration = current.integration();
          if (!Ranking.isRanked(integration.channel())) {
            throw ErrorCode.INTEGRATION_NO_PRIMARY.with(
                integration.channel().orElse(integration.kind()));
          }
          return integration.primary()
              ? Uni.createFrom().item(Plan.nothing(integration))
              : planner.promote(keys(environment), all, current, now());
        });
  }

  private interface Planner<T> {
    Uni<Plan<T>> plan(List<Snapshot> all);
  }

  private <T> Uni<T> write(Environment environment, Planner<T> planner) {
    return transactions.write(
        new RedisKeys(environment.id()), () -> store.snapshot(environment).chain(planner::plan));
  }

  private static Snapshot find(List<Snapshot> all, String id, ErrorCode missing) {
    return all.stream()
        .filter(snapshot -> snapshot.integration().id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(() -> missing.with(id));
  }

  private static void requireSameEnvironment(Environment environment, Optional<String> wanted) {
    if (wanted.filter(id -> !id.equals(environment.id())).isPresent()) {
      throw ErrorCode.INTEGRATION_ENVIRONMENT_FORBIDDEN.with();
    }
  }

  private String displayName(String providerId) {
    return providers
        .find(providerId)
        .map(provider -> provider.descriptor().displayName())
        .orElseGet(() -> capitalized(providerId));
  }

  private static String capitalized(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private static IntegrationKeys keys(Environment environment) {
    return new IntegrationKeys(new RedisKeys(environment.id()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
