package dev.chatconnect.connection;

import java.util.Map;
import java.util.Optional;

import dev.chatconnect.context.ActingContext;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/** The body of {@code POST /v1/channel-connections}. */
public record CreateConnectionRequest(
    Optional<String> identifier,
    String integrationIdentifier,
    Optional<String> subscriberId,
    ActingContext context,
    Optional<ConnectionMode> connectionMode,
    Map<String, Object> workspace,
    ConnectionAuth auth) {

  /** Reads the body. */
  public static CreateConnectionRequest read(JsonBody body, WorkspaceFields workspaces) {
    var fields = Fields.of(body);
    var identifier = fields.string("identifier").filter(text -> !text.isEmpty());
    fields.requireIdentifier("identifier");
    var integration = fields.requiredString("integrationIdentifier");
    var subscriberId = fields.string("subscriberId").filter(text -> !text.isEmpty());
    fields.requireShort("subscriberId");
    var context = ActingContext.of(ContextPayload.read(fields, "context"), Optional.empty());
    var mode = fields.oneOf("connectionMode", ConnectionMode.class);
    var workspace = workspaces.read(fields);
    var auth = ConnectionAuth.read(fields);
    fields.verify();
    return new CreateConnectionRequest(
        identifier, integration, subscriberId, context, mode, workspace, auth);
  }

  /** The same request in another context. */
  public CreateConnectionRequest in(ActingContext other) {
    return new CreateConnectionRequest(
        identifier, integrationIdentifier, subscriberId, other, connectionMode, workspace, auth);
  }

  /** Whether the connection will belong to nobody in particular. */
  public boolean isShared() {
    return connectionMode.filter(ConnectionMode.SHARED::equals).isPresent();
  }

  /**
   * Requires that the connection will belong to someone.
   *
   * @throws dev.chatconnect.web.ApiException 400 when the mode's owner is missing
   */
  void requireOwner() {
    OwnerRules.require(connectionMode, subscriberId.isPresent(), context.isPresent());
  }

  Owner owner(String integrationId) {
    return new Owner(integrationId, isShared() ? Optional.empty() : subscriberId, context.keys());
  }
}
