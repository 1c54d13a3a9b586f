package dev.chatconnect.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/** The body of {@code POST /v1/channel-connections}. */
record CreateConnectionRequest(
    Optional<String> identifier,
    String integrationIdentifier,
    Optional<String> subscriberId,
    Optional<ContextPayload> context,
    Optional<ConnectionMode> connectionMode,
    Map<String, Object> workspace,
    ConnectionAuth auth) {

  static CreateConnectionRequest read(JsonBody body, WorkspaceFields workspaces) {
    var fields = Fields.of(body);
    var identifier = fields.string("identifier").filter(text -> !text.isEmpty());
    var integration = fields.requiredString("integrationIdentifier");
    var subscriberId = fields.string("subscriberId").filter(text -> !text.isEmpty());
    var context = ContextPayload.read(fields, "context");
    var mode = fields.oneOf("connectionMode", ConnectionMode.class);
    var workspace = workspaces.read(fields);
    var auth = ConnectionAuth.read(fields);
    fields.verify();
    return new CreateConnectionRequest(
        identifier, integration, subscriberId, context, mode, workspace, auth);
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
    var shared = connectionMode.filter(ConnectionMode.SHARED::equals).isPresent();
    return new Owner(
        integrationId,
        shared ? Optional.empty() : subscriberId,
        context.map(ContextPayload::keys).orElse(List.of()));
  }
}
