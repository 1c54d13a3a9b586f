package dev.chatconnect.endpoint;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ErrorCode;
import dev.chatconnect.web.WriteOutcome;
import io.smallrye.mutiny.Uni;

/** Plans writes that make endpoints what another environment had. */
@Singleton
public class EndpointImport {

  private final EndpointRules rules;
  private final EndpointService service;
  private final EndpointHolders holders;
  private final EndpointPlanner planner;
  private final Clock clock;

  EndpointImport(
      EndpointRules rules,
      EndpointService service,
      EndpointHolders holders,
      EndpointPlanner planner,
      Clock clock) {
    this.rules = rules;
    this.service = service;
    this.holders = holders;
    this.planner = planner;
    this.clock = clock;
  }

  /**
   * Reads an endpoint.
   *
   * @throws dev.chatconnect.web.ApiException 422 with the fields that broke a rule
   */
  public ImportedEndpoint read(ObjectNode json) {
    return ImportedEndpoint.read(json);
  }

  /**
   * Plans to create the endpoint, or to change the one that is there; one that changed later here
   * than there stays as it is.
   *
   * @return a plan; 400 or 404 when the endpoint does not fit its integration or connection, 409
   *     when its identifier, or the user it names, belongs to another
   */
  public Uni<Plan<WriteOutcome>> plan(
      RedisKeys environment, Integration integration, ImportedEndpoint wanted) {
    if (wanted.providerId().filter(id -> !id.equals(integration.providerId())).isPresent()) {
      throw ErrorCode.IMPORT_OTHER_PROVIDER.with(
          integration.identifier(), integration.providerId());
    }
    var draft = draft(integration, wanted);
    return rules
        .require(environment, integration, wanted.request())
        .chain(
            condition ->
                holders
                    .find(environment, draft)
                    .map(
                        found ->
                            found.isPresent()
                                ? change(environment, found.get(), draft, wanted, condition)
                                : planner
                                    .creation(
                                        environment,
                                        draft,
                                        wanted.createdAt().orElseGet(clock::instant),
                                        wanted.updatedAt().orElseGet(clock::instant))
                                    .as(WriteOutcome.CREATED)
                                    .with(condition)
                                    .with(
                                        commit ->
                                            service.addContexts(
                                                commit, environment, wanted.request()))));
  }

  private Plan<WriteOutcome> change(
      RedisKeys environment,
      EndpointHolders.Holder holder,
      EndpointDraft draft,
      ImportedEndpoint wanted,
      Consumer<Commit> condition) {
    var current = holder.endpoint();
    var isNewerHere = wanted.updatedAt().filter(current.updatedAt()::isAfter).isPresent();
    var isTheSame =
        current.sealedFields().tryOpen().filter(draft.endpoint()::equals).isPresent()
            && current.connectionIdentifier().equals(connection(current, draft));
    if (isNewerHere || isTheSame) {
      return Plan.nothing(WriteOutcome.UNCHANGED);
    }
    return planner
        .renewal(environment, holder, draft, wanted.updatedAt().orElseGet(clock::instant))
        .as(WriteOutcome.UPDATED)
        .with(condition);
  }

  private static Optional<String> connection(ChannelEndpoint current, EndpointDraft draft) {
    return draft.connectionIdentifier().or(current::connectionIdentifier);
  }

  private EndpointDraft draft(Integration integration, ImportedEndpoint wanted) {
    var draft = service.draft(integration, wanted.request());
    return new EndpointDraft(
        draft.identifier(),
        draft.integrationId(),
        draft.integrationIdentifier(),
        draft.providerId(),
        draft.channel(),
        draft.connectionIdentifier(),
        draft.subscriberId(),
        draft.contextKeys(),
        draft.type(),
        draft.endpoint(),
        wanted.granted());
  }
}
