package dev.chatconnect.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatconnect.context.ContextStore;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Creates and changes channel endpoints on behalf of an API caller. */
@Singleton
public class EndpointService {

  private final IntegrationStore integrations;
  private final EndpointRules rules;
  private final EndpointHolders holders;
  private final EndpointPlanner planner;
  private final EndpointChanges changes;
  private final Transactions transactions;
  private final ContextStore contexts;
  private final ObjectMapper mapper;

  EndpointService(
      IntegrationStore integrations,
      EndpointRules rules,
      EndpointHolders holders,
      EndpointPlanner planner,
      EndpointChanges changes,
      Transactions transactions,
      ContextStore contexts,
      ObjectMapper mapper) {
    this.integrations = integrations;
    this.rules = rules;
    this.holders = holders;
    this.planner = planner;
    this.changes = changes;
    this.transactions = transactions;
    this.contexts = contexts;
    this.mapper = mapper;
  }

  /**
   * Creates an endpoint. A platform user who is linked to the same subscriber and context already
   * is updated instead; one who is linked elsewhere is a conflict.
   */
  public Uni<ChannelEndpoint> create(Environment environment, CreateEndpointRequest request) {
    var keys = new RedisKeys(environment.id());
    var name = request.integrationIdentifier();
    return integrations
        .findByIdentifier(environment, name)
        .map(found -> found.orElseThrow(() -> ErrorCode.INTEGRATION_NOT_FOUND.with(name)))
        .chain(
            integration -> transactions.write(keys, () -> planCreate(keys, integration, request)));
  }

  /** Checks and plans in one go, so that a connection cannot vanish in between. */
  private Uni<Plan<ChannelEndpoint>> planCreate(
      RedisKeys keys, Integration integration, CreateEndpointRequest request) {
    var draft = draft(integration, request);
    return holders
        .requireIdentifier(keys, draft)
        .chain(() -> rules.require(keys, integration, request))
        .chain(condition -> planner.planUpsert(keys, draft).map(plan -> plan.with(condition)))
        .map(plan -> plan.with(commit -> addContexts(commit, keys, request)));
  }

  /** Adds the contexts of a request, unless they exist. */
  void addContexts(Commit commit, RedisKeys keys, CreateEndpointRequest request) {
    request.context().ownPayload().ifPresent(context -> contexts.addTo(commit, keys, context));
  }

  /** Replaces the fields of an endpoint; 404 when unknown, 400 when they do not fit its type. */
  Uni<ChannelEndpoint> update(Environment environment, String identifier, JsonNode endpoint) {
    var keys = new RedisKeys(environment.id());
    return transactions.write(
        keys,
        () ->
            changes
                .planUpdate(
                    keys,
                    identifier,
                    type -> {
                      if (!EndpointShape.matches(type, endpoint)) {
                        throw ErrorCode.ENDPOINT_FORMAT.with(type.wire());
                      }
                      return fields(endpoint);
                    })
                .map(
                    plan ->
                        plan.orElseThrow(
                            () ->
                                ErrorCode.ENDPOINT_TO_UPDATE_NOT_FOUND.with(
                                    identifier, environment.id()))));
  }

  /** What a request asks for, as it would be written. */
  EndpointDraft draft(Integration integration, CreateEndpointRequest request) {
    return new EndpointDraft(
        request.identifier(),
        integration.id(),
        integration.identifier(),
        integration.providerId(),
        integration.channelOrChat(),
        // A tool carries its own secret; no connection delivers for it.
        EndpointRules.toolLabel(request.type()).isPresent()
            ? Optional.empty()
            : request.connectionIdentifier(),
        request.subscriberId(),
        request.contextKeys(),
        request.type(),
        fields(request.endpoint()),
        false);
  }

  /** The fields without those that are {@code null}, which count as absent. */
  private Map<String, Object> fields(JsonNode endpoint) {
    var values = new LinkedHashMap<String, Object>();
    for (var field : endpoint.properties()) {
      if (!field.getValue().isNull()) {
        values.put(field.getKey(), mapper.convertValue(field.getValue(), Object.class));
      }
    }
    return values;
  }
}
