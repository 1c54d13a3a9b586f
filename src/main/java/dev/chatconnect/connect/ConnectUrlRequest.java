package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.context.ContextPayload;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * A request for an OAuth URL, as its routes read it.
 *
 * @param redirectUrl where the browser goes at the end
 */
public record ConnectUrlRequest(
    ConnectMode mode,
    String integrationIdentifier,
    Optional<String> subscriberId,
    Optional<String> connectionIdentifier,
    Optional<ContextPayload> context,
    Optional<String> contextHash,
    Optional<List<String>> scope,
    Optional<List<String>> userScope,
    Optional<ConnectionMode> connectionMode,
    boolean autoLinkUser,
    Optional<String> redirectUrl) {

  private static final String IDENTIFIER_REQUIRED = "Integration identifier is required";

  /** Reads {@code POST /v1/integrations/channel-connections/oauth}. */
  static ConnectUrlRequest connect(JsonBody body) {
    return read(body, ConnectMode.CONNECT, false);
  }

  /** Reads {@code POST /v1/integrations/channel-endpoints/oauth}. */
  static ConnectUrlRequest linkUser(JsonBody body) {
    var fields = Fields.of(body);
    var subscriberId =
        fields.requiredNonEmptyString("subscriberId", "subscriberId is required for link_user");
    var integration = fields.requiredNonEmptyString("integrationIdentifier", IDENTIFIER_REQUIRED);
    var connection = fields.string("connectionIdentifier");
    var context = ContextPayload.read(fields, "context");
    var contextHash = fields.string("contextHash");
    var userScope = fields.strings("userScope");
    var redirectUrl = fields.string("redirectUrl");
    fields.verify();
    return new ConnectUrlRequest(
        ConnectMode.LINK_USER,
        integration,
        Optional.of(subscriberId),
        nonEmpty(connection),
        context,
        contextHash,
        Optional.empty(),
        userScope,
        Optional.empty(),
        false,
        nonEmpty(redirectUrl));
  }

  /** Reads the deprecated {@code POST /v1/integrations/chat/oauth}, which does both. */
  static ConnectUrlRequest either(JsonBody body) {
    return read(body, ConnectMode.CONNECT, true);
  }

  private static ConnectUrlRequest read(JsonBody body, ConnectMode fixedMode, boolean either) {
    var fields = Fields.of(body);
    var integration = fields.requiredNonEmptyString("integrationIdentifier", IDENTIFIER_REQUIRED);
    var connection = fields.string("connectionIdentifier");
    var subscriberId = fields.string("subscriberId");
    var context = ContextPayload.read(fields, "context");
    var contextHash = fields.string("contextHash");
    var scope = fields.strings("scope");
    var userScope = either ? fields.strings("userScope") : Optional.<List<String>>empty();
    var mode = either ? fields.oneOf("mode", ConnectMode.class) : Optional.<ConnectMode>empty();
    var connectionMode = fields.oneOf("connectionMode", ConnectionMode.class);
    var autoLinkUser = fields.bool("autoLinkUser").orElse(false);
    var redirectUrl = fields.string("redirectUrl");
    fields.verify();
    return new ConnectUrlRequest(
        mode.orElse(fixedMode),
        integration,
        nonEmpty(subscriberId),
        nonEmpty(connection),
        context,
        contextHash,
        scope,
        userScope,
        connectionMode,
        autoLinkUser,
        nonEmpty(redirectUrl));
  }

  List<String> contextKeys() {
    return context.map(ContextPayload::keys).orElse(List.of());
  }

  private static Optional<String> nonEmpty(Optional<String> text) {
    return text.filter(value -> !value.isEmpty());
  }
}
