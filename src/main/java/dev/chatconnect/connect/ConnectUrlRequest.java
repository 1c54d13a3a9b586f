package dev.chatconnect.connect;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.connection.ConnectionMode;
import dev.chatconnect.context.ActingContext;
import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.web.Fields;
import dev.chatconnect.web.JsonBody;

/**
 * A request for an OAuth URL, as its routes read it.
 *
 * @param redirectUrl where the browser goes at the end
 * @param origin of the page that opens a popup for the journey and is told the outcome
 * @param byBrowser whether a subscriber's browser asks, without the application's API key
 */
public record ConnectUrlRequest(
    ConnectMode mode,
    String integrationIdentifier,
    Optional<String> subscriberId,
    Optional<String> connectionIdentifier,
    ActingContext context,
    Optional<List<String>> scope,
    Optional<List<String>> userScope,
    Optional<ConnectionMode> connectionMode,
    boolean autoLinkUser,
    Optional<String> redirectUrl,
    Optional<String> origin,
    boolean byBrowser) {

  private static final String IDENTIFIER_REQUIRED = "Integration identifier is required";

  /** Reads {@code POST /v1/integrations/channel-connections/oauth}. */
  public static ConnectUrlRequest connect(JsonBody body) {
    return read(body, ConnectMode.CONNECT, false);
  }

  /** Reads {@code POST /v1/integrations/channel-endpoints/oauth}. */
  public static ConnectUrlRequest linkUser(JsonBody body) {
    var fields = Fields.of(body);
    var subscriberId =
        fields.requiredNonEmptyString("subscriberId", "subscriberId is required for link_user");
    fields.requireShort("subscriberId");
    var integration = fields.requiredNonEmptyString("integrationIdentifier", IDENTIFIER_REQUIRED);
    var connection = fields.string("connectionIdentifier");
    fields.requireIdentifier("connectionIdentifier");
    var context = ActingContext.read(fields);
    var userScope = fields.strings("userScope");
    var redirectUrl = fields.string("redirectUrl");
    var origin = fields.string("origin");
    fields.verify();
    return new ConnectUrlRequest(
        ConnectMode.LINK_USER,
        integration,
        Optional.of(subscriberId),
        nonEmpty(connection),
        context,
        Optional.empty(),
        userScope,
        Optional.empty(),
        false,
        nonEmpty(redirectUrl),
        nonEmpty(origin),
        false);
  }

  /** Reads the deprecated {@code POST /v1/integrations/chat/oauth}, which does both. */
  public static ConnectUrlRequest either(JsonBody body) {
    return read(body, ConnectMode.CONNECT, true);
  }

  private static ConnectUrlRequest read(JsonBody body, ConnectMode fixedMode, boolean either) {
    var fields = Fields.of(body);
    var integration = fields.requiredNonEmptyString("integrationIdentifier", IDENTIFIER_REQUIRED);
    var connection = fields.string("connectionIdentifier");
    fields.requireIdentifier("connectionIdentifier");
    var subscriberId = fields.string("subscriberId");
    fields.requireShort("subscriberId");
    var context = ActingContext.read(fields);
    var scope = fields.strings("scope");
    var userScope = either ? fields.strings("userScope") : Optional.<List<String>>empty();
    var mode = either ? fields.oneOf("mode", ConnectMode.class) : Optional.<ConnectMode>empty();
    var connectionMode = fields.oneOf("connectionMode", ConnectionMode.class);
    var autoLinkUser = fields.bool("autoLinkUser").orElse(false);
    var redirectUrl = fields.string("redirectUrl");
    var origin = fields.string("origin");
    fields.verify();
    return new ConnectUrlRequest(
        mode.orElse(fixedMode),
        integration,
        nonEmpty(subscriberId),
        nonEmpty(connection),
        context,
        scope,
        userScope,
        connectionMode,
        autoLinkUser,
        nonEmpty(redirectUrl),
        nonEmpty(origin),
        false);
  }

  /** The same request in another context. */
  public ConnectUrlRequest in(ActingContext other) {
    return new ConnectUrlRequest(
        mode,
        integrationIdentifier,
        subscriberId,
        connectionIdentifier,
        other,
        scope,
        userScope,
        connectionMode,
        autoLinkUser,
        redirectUrl,
        origin,
        byBrowser);
  }

  /** The same request of a subscriber's browser, which may do less than the application. */
  public ConnectUrlRequest asBrowser() {
    return new ConnectUrlRequest(
        mode,
        integrationIdentifier,
        subscriberId,
        connectionIdentifier,
        context,
        scope,
        userScope,
        connectionMode,
        autoLinkUser,
        redirectUrl,
        origin,
        true);
  }

  private static Optional<String> nonEmpty(Optional<String> text) {
    return text.filter(value -> !value.isEmpty());
  }
}
