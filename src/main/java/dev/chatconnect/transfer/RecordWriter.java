package dev.chatconnect.transfer;

import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.connection.ConnectionImport;
import dev.chatconnect.endpoint.EndpointImport;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.WriteOutcome;
import io.smallrye.mutiny.Uni;

/** Writes records of an import, each on its own and as a whole. */
@Singleton
class RecordWriter {

  private final ConnectionImport connections;
  private final EndpointImport endpoints;
  private final IntegrationStore integrations;
  private final Transactions transactions;

  RecordWriter(
      ConnectionImport connections,
      EndpointImport endpoints,
      IntegrationStore integrations,
      Transactions transactions) {
    this.connections = connections;
    this.endpoints = endpoints;
    this.integrations = integrations;
    this.transactions = transactions;
  }

  /**
   * Writes a record, with its secrets readable.
   *
   * @param dryRun only tell what would become of it
   * @return fails with what is wrong with the record
   */
  Uni<WriteOutcome> write(Environment environment, Kind kind, ObjectNode json, boolean dryRun) {
    var keys = new RedisKeys(environment.id());
    if (kind == Kind.CONNECTION) {
      var wanted = connections.read(json);
      return write(
          environment,
          wanted.integrationIdentifier(),
          integration -> connections.plan(keys, integration, wanted),
          dryRun);
    }
    var wanted = endpoints.read(json);
    return write(
        environment,
        wanted.integrationIdentifier(),
        integration -> endpoints.plan(keys, integration, wanted),
        dryRun);
  }

  private Uni<WriteOutcome> write(
      Environment environment,
      String integrationIdentifier,
      Function<Integration, Uni<Plan<WriteOutcome>>> planner,
      boolean dryRun) {
    return integrations
        .findByIdentifier(environment, integrationIdentifier)
        .map(
            found ->
                found.orElseThrow(
                    () -> ErrorCode.INTEGRATION_NOT_FOUND.with(integrationIdentifier)))
        .chain(
            integration -> {
              var keys = new RedisKeys(environment.id());
              Supplier<Uni<Plan<WriteOutcome>>> plan = () -> planner.apply(integration);
              return dryRun ? transactions.rehearse(keys, plan) : transactions.write(keys, plan);
            });
  }
}
