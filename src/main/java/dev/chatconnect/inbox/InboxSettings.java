package dev.chatconnect.inbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.chatconnect.settings.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The subscriber's side. */
@ConfigMapping(prefix = "chat-connect.inbox")
public interface InboxSettings {

  Token token();

  /** Types of endpoints that a subscriber may create by naming a destination. */
  @WithDefault("slack_channel,ms_teams_channel,webex_room")
  Set<String> endpointTypes();

  /** Endpoints up to which a subscriber may create more, of whatever kind they are. */
  @WithDefault("100")
  @WithConverter(PositiveInt.class)
  int maxEndpoints();

  /** Connections up to which a subscriber may create more from a browser. */
  @WithDefault("100")
  @WithConverter(PositiveInt.class)
  int maxConnections();

  /** The tokens of sessions. */
  interface Token {

    /** How long a session lasts. */
    @WithDefault("24h")
    Duration lifetime();

    /**
     * A JWK set (RFC 7517 §5) of EC keys on P-256 and octet sequences, each with {@code kid}: the
     * first signs, all verify. Derived from the encryption keys when absent.
     */
    Optional<String> keys();
  }
}
