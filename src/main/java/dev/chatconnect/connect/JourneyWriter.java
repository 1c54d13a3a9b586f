package dev.chatconnect.connect;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionPlanner;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.context.ContextStore;
import dev.chatconnect.endpoint.EndpointDraft;
import dev.chatconnect.endpoint.EndpointPlanner;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.Actor;
import dev.chatconnect.event.CurrentActor;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WebhookGranted;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import io.smallrye.mutiny.Uni;

/** Writes what a journey granted: connection, endpoint and contexts together, or nothing. */
@Singleton
class JourneyWriter {

  private final Transactions transactions;
  private final LinkFit fits;
  private final ConnectionPlanner connectionPlanner;
  private final EndpointPlanner endpointPlanner;
  private final ContextStore contexts;
  private final CurrentActor actor;

  JourneyWriter(
      Transactions transactions,
      LinkFit fits,
      ConnectionPlanner connectionPlanner,
      EndpointPlanner endpointPlanner,
      ContextStore contexts,
      CurrentActor actor) {
    this.transactions = transactions;
    this.fits = fits;
    this.connectionPlanner = connectionPlanner;
    this.endpointPlanner = endpointPlanner;
    this.contexts = contexts;
    this.actor = actor;
  }

  /** Writes a result and says how the journey ended. */
  Uni<JourneyOutcome> write(
      Environment environment,
      Integration integration,
      Ending ending,
      ChatProvider provider,
      ProviderResult result) {
    actor.set(Actor.JOURNEY);
    var journey = ending.journey();
    var keys = new RedisKeys(environment.id());
    var drafts = new JourneyDrafts(integration, journey);
    if (result instanceof WorkspaceConnected granted) {
      return connect(keys, ending, drafts, granted)
          .map(connection -> success(journey, Optional.of(connection.identifier())));
    }
    if (result instanceof WebhookGranted granted) {
      return commit(keys, ending, () -> planEndpoint(keys, drafts.webhook(granted)))
          .map(ignored -> success(journey, Optional.empty()));
    }
    if (result instanceof UserIdentified identified) {
      var connection = journey.connectionIdentifier();
      Supplier<Uni<Consumer<Commit>>> fit =
          () -> fits.require(keys, integration, journey, provider, identified);
      return fit.get()
          .chain(() -> provider.admit(integration.credentials(), identified.user()))
          .chain(
              () ->
                  commit(
                      keys,
                      ending,
                      () -> planLink(keys, drafts.user(identified.user(), connection), fit)))
          .map(ignored -> success(journey, connection));
    }
    return Uni.createFrom().failure(new IllegalStateException("unknown result: " + result));
  }

  /** Most journeys connect what was not connected: that is tried without looking first. */
  private Uni<ChannelConnection> connect(
      RedisKeys keys, Ending ending, JourneyDrafts drafts, WorkspaceConnected granted) {
    var hope = connectionPlanner.hopeToCreate(keys, drafts.connection(granted));
    Supplier<Uni<Plan<ChannelConnection>>> planner = () -> planWorkspace(keys, drafts, granted);
    return drafts.installer(granted, hope.value().identifier()).isPresent()
        ? commit(keys, ending, planner)
        : transactions.write(keys, ended(keys, ending, hope), () -> ended(keys, ending, planner));
  }

  private Uni<Plan<ChannelConnection>> planWorkspace(
      RedisKeys keys, JourneyDrafts drafts, WorkspaceConnected granted) {
    return connectionPlanner
        .planUpsert(keys, drafts.connection(granted), drafts.replaceable())
        .chain(
            plan ->
                drafts
                    .installer(granted, plan.value().identifier())
                    .map(
                        draft ->
                            endpointPlanner
                                .planUpsert(keys, draft)
                                .map(endpoint -> plan.with(endpoint.writes())))
                    .orElseGet(() -> Uni.createFrom().item(plan)));
  }

  private Uni<Plan<String>> planEndpoint(RedisKeys keys, EndpointDraft draft) {
    return endpointPlanner.planUpsert(keys, draft).map(plan -> plan.as(plan.value().identifier()));
  }

  /**
   * Looks at the connection again, so that it neither vanishes nor moves while the link is written.
   */
  private Uni<Plan<String>> planLink(
      RedisKeys keys, EndpointDraft draft, Supplier<Uni<Consumer<Commit>>> fit) {
    return fit.get()
        .chain(condition -> planEndpoint(keys, draft).map(plan -> plan.with(condition)));
  }

  private <T> Uni<T> commit(RedisKeys keys, Ending ending, Supplier<Uni<Plan<T>>> planner) {
    return transactions.write(keys, () -> ended(keys, ending, planner));
  }

  private <T> Uni<Plan<T>> ended(RedisKeys keys, Ending ending, Supplier<Uni<Plan<T>>> planner) {
    return planner.get().map(plan -> ended(keys, ending, plan));
  }

  /** The same plan, which also keeps the journey's contexts and ends it. */
  private <T> Plan<T> ended(RedisKeys keys, Ending ending, Plan<T> plan) {
    var last = plan.with(ending.leaving());
    return ending
        .journey()
        .context()
        .filter(JsonNode::isObject)
        .map(ContextPayload::of)
        .map(payload -> last.with(commit -> contexts.addTo(commit, keys, payload)))
        .orElse(last);
  }

  private static JourneyOutcome success(
      AuthorizationState journey, Optional<String> connectionIdentifier) {
    return new JourneyOutcome.Success(journey, connectionIdentifier);
  }
}
