package dev.chatconnect.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * A connection as another environment, or another service, had it. Fields that are not there leave
 * what a connection has here.
 *
 * @param identifier generated for a new connection when empty
 * @param subscriberId empty for a shared connection
 * @param providerId of the integration; not compared when empty
 * @param tokens needed for a new connection
 */
public record ImportedConnection(
    Optional<String> identifier,
    String integrationIdentifier,
    Optional<String> subscriberId,
    Optional<ContextPayload> context,
    Optional<String> providerId,
    Map<String, Object> workspace,
    Optional<TokenSet> tokens,
    Optional<Grant> grant,
    Optional<ConnectionStatus> status,
    Optional<String> statusReason,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt) {

  static ImportedConnection read(JsonBody body, WorkspaceFields workspaces) {
    var fields = Fields.of(body);
    var read =
        new ImportedConnection(
            fields.string("identifier").filter(text -> !text.isEmpty()),
            fields.requiredString("integrationIdentifier"),
            fields.string("subscriberId").filter(text -> !text.isEmpty()),
            ContextPayload.readKeys(fields, "contextKeys"),
            fields.string("providerId"),
            workspaces.read(fields),
            tokens(fields),
            fields.object("grant").map(ImportedConnection::grant),
            fields.oneOf("status", ConnectionStatus.class),
            fields.string("statusReason"),
            fields.time("createdAt"),
            fields.time("updatedAt"));
    fields.requireIdentifier("identifier");
    fields.requireShort("subscriberId");
    fields.verify();
    return read;
  }

  /** An empty token says as little as none: that is how answers mask it. */
  private static Optional<TokenSet> tokens(Fields fields) {
    if (fields.object("auth").flatMap(auth -> auth.raw("accessToken")).isEmpty()) {
      return Optional.empty();
    }
    var auth = ConnectionAuth.read(fields);
    if (auth.accessToken().isEmpty()) {
      return Optional.empty();
    }
    // A refresh token without an end of the access token means: refresh before the first use. The
    // same time whenever it is read, so that reading it twice changes nothing.
    var expiresAt =
        auth.refreshToken().isPresent()
            ? auth.expiresAt().or(() -> Optional.of(Instant.EPOCH))
            : auth.expiresAt();
    return Optional.of(
        new TokenSet(
            auth.accessToken(), auth.refreshToken(), expiresAt, auth.refreshTokenExpiresAt()));
  }

  private static Grant grant(Fields fields) {
    return new Grant(
        fields.strings("scopes").orElse(List.of()),
        fields.string("appId"),
        fields.string("enterpriseId"),
        fields.string("enterpriseName"),
        fields.string("installerId"),
        fields.bool("orgWide").orElse(false),
        fields.bool("claimed").orElse(false));
  }

  Owner owner(String integrationId) {
    return new Owner(
        integrationId, subscriberId, context.map(ContextPayload::keys).orElse(List.of()));
  }
}
