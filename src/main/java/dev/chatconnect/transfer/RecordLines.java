package dev.chatconnect.transfer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.endpoint.ChannelEndpoint;
import dev.chatconnect.endpoint.EndpointType;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.time.Timestamps;

/** Writes records as lines of an export. */
@Singleton
class RecordLines {

  /** Version of the form of the lines. */
  static final int FORMAT = 1;

  private static final String UNREADABLE = "unreadable";

  /** Endpoints whose fields let anybody write there. */
  private static final Set<EndpointType> SECRET =
      Set.of(
          EndpointType.WEBHOOK,
          EndpointType.PAGERDUTY_SERVICE,
          EndpointType.OPSGENIE_INTEGRATION,
          EndpointType.GRAFANA_ONCALL_INTEGRATION,
          EndpointType.TOOL_WEBHOOK);

  private final ObjectMapper mapper;

  RecordLines(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  ObjectNode begin(SecretsMode secrets) {
    return line(Kind.BEGIN).put("format", FORMAT).put("secrets", secrets.wire());
  }

  /**
   * The last line.
   *
   * @param unreadable how many of the records came without what nobody can read
   */
  ObjectNode end(long records, long unreadable) {
    return line(Kind.END).put("records", records).put(UNREADABLE, unreadable);
  }

  /** A record of which nobody can read more than what it is called. */
  ObjectNode unreadable(Kind kind, String identifier) {
    return line(kind).put("identifier", identifier).put(UNREADABLE, true);
  }

  /** Whether a record came without what nobody can read. */
  static boolean isUnreadable(ObjectNode line) {
    return line.path(UNREADABLE).asBoolean();
  }

  /**
   * A connection; its tokens only where they can be sealed.
   *
   * @param integration present identifier of its integration
   */
  ObjectNode connection(ChannelConnection connection, String integration, Seal seal) {
    var line =
        line(Kind.CONNECTION)
            .put("identifier", connection.identifier())
            .put("integrationIdentifier", integration)
            .put("providerId", connection.providerId())
            .put("subscriberId", connection.owner().subscriberId().orElse(null));
    line.set("contextKeys", texts(connection.owner().contextKeys()));
    line.set("workspace", mapper.valueToTree(connection.workspace()));
    if (seal.isPossible()) {
      addSecret(
          line,
          Kind.CONNECTION,
          () -> seal.close(auth(connection.tokens()), Kind.CONNECTION, connection.identifier()));
    }
    line.set("grant", grant(connection.grant()));
    line.put("status", connection.status().wire());
    put(line, "statusReason", connection.statusReason());
    return line.put("createdAt", Timestamps.iso(connection.createdAt()))
        .put("updatedAt", Timestamps.iso(connection.updatedAt()));
  }

  /**
   * An endpoint; fields that are secret only where they can be sealed.
   *
   * @param integration present identifier of its integration
   */
  ObjectNode endpoint(ChannelEndpoint endpoint, String integration, Seal seal) {
    var line =
        line(Kind.ENDPOINT)
            .put("identifier", endpoint.identifier())
            .put("integrationIdentifier", integration)
            .put("providerId", endpoint.providerId())
            .put("connectionIdentifier", endpoint.connectionIdentifier().orElse(null))
            .put("subscriberId", endpoint.subscriberId());
    line.set("contextKeys", texts(endpoint.contextKeys()));
    line.put("type", endpoint.type().wire());
    if (!SECRET.contains(endpoint.type())) {
      addSecret(line, Kind.ENDPOINT, () -> fields(endpoint));
    } else if (seal.isPossible()) {
      addSecret(
          line,
          Kind.ENDPOINT,
          () -> seal.close(fields(endpoint), Kind.ENDPOINT, endpoint.identifier()));
    }
    if (endpoint.type() == EndpointType.WEBHOOK) {
      line.put("granted", endpoint.uniqueKey().isPresent());
    }
    return line.put("createdAt", Timestamps.iso(endpoint.createdAt()))
        .put("updatedAt", Timestamps.iso(endpoint.updatedAt()));
  }

  private static void addSecret(ObjectNode line, Kind kind, Supplier<ObjectNode> secret) {
    try {
      line.set(kind.secretField(), secret.get());
    } catch (UndecipherableException lost) {
      line.put(UNREADABLE, true);
    }
  }

  private ObjectNode fields(ChannelEndpoint endpoint) {
    return mapper.valueToTree(endpoint.endpoint());
  }

  private ObjectNode auth(TokenSet tokens) {
    var auth = mapper.createObjectNode().put("accessToken", tokens.accessToken());
    put(auth, "refreshToken", tokens.refreshToken());
    put(auth, "expiresAt", tokens.expiresAt());
    put(auth, "refreshTokenExpiresAt", tokens.refreshTokenExpiresAt());
    return auth;
  }

  private ObjectNode grant(Grant grant) {
    var node = mapper.createObjectNode();
    node.set("scopes", texts(grant.scopes()));
    put(node, "appId", grant.appId());
    put(node, "enterpriseId", grant.enterpriseId());
    put(node, "enterpriseName", grant.enterpriseName());
    put(node, "installerId", grant.installerId());
    node.put("orgWide", grant.orgWide());
    return grant.claimed() ? node.put("claimed", true) : node;
  }

  private ObjectNode line(Kind kind) {
    return mapper.createObjectNode().put("kind", kind.wire());
  }

  private ArrayNode texts(List<String> texts) {
    var array = mapper.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** Times with all their digits. */
  private static void put(ObjectNode node, String name, Optional<?> value) {
    value.ifPresent(present -> node.put(name, present.toString()));
  }
}
