package dev.chatconnect.event;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.chatconnect.web.WireEnum;

/** What can happen. Webhooks hear of changes of records; the audit log has everything. */
public enum EventType implements WireEnum {
  CONNECTION_CREATED("connection.created"),
  CONNECTION_UPDATED("connection.updated"),
  /** The token was renewed. */
  CONNECTION_REFRESHED("connection.refreshed"),
  /** The provider refused to renew the token. */
  CONNECTION_REFRESH_FAILED("connection.refresh_failed"),
  /** The provider or its user took the grant back. */
  CONNECTION_REVOKED("connection.revoked"),
  CONNECTION_DELETED("connection.deleted"),
  ENDPOINT_LINKED("endpoint.linked"),
  ENDPOINT_UPDATED("endpoint.updated"),
  ENDPOINT_UNLINKED("endpoint.unlinked"),

  /** A person came back from the provider and was not connected. */
  JOURNEY_FAILED("journey.failed"),
  /** A connection was deleted, and its grant was to be taken back at the provider. */
  GRANT_REVOCATION("grant.revocation"),
  /** The environment's records begin to leave it. */
  RECORDS_EXPORT_BEGUN("records.export_begun"),
  /** The environment's records have left it. */
  RECORDS_EXPORTED("records.exported"),
  /** Records came from elsewhere. */
  RECORDS_IMPORTED("records.imported"),
  /** Stored secrets begin to go under the first encryption key. */
  SECRETS_REWRAP_BEGUN("secrets.rewrap_begun"),
  /** Stored secrets went under the first encryption key, or could not all. */
  SECRETS_REWRAPPED("secrets.rewrapped"),
  /** A webhook could not be delivered in any attempt. */
  WEBHOOK_EXHAUSTED("webhook.exhausted"),
  /** A receiver wants no more webhooks. */
  WEBHOOK_DISABLED("webhook.disabled");

  private static final Set<EventType> DELIVERED =
      EnumSet.range(CONNECTION_CREATED, ENDPOINT_UNLINKED);

  private final String wire;

  EventType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** Whether webhooks hear of it. */
  public boolean isDelivered() {
    return DELIVERED.contains(this);
  }

  /** Names of all types that webhooks hear of. */
  static Set<String> delivered() {
    return Arrays.stream(values())
        .filter(EventType::isDelivered)
        .map(EventType::wire)
        .collect(Collectors.toUnmodifiableSet());
  }
}
