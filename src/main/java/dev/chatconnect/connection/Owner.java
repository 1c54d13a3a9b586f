package dev.chatconnect.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.crypto.Digests;

/**
 * What a connection belongs to; at most one connection per owner.
 *
 * @param integrationId id of the integration, which outlives its identifier
 * @param subscriberId empty for a shared connection
 * @param contextKeys the exact context, sorted
 */
public record Owner(String integrationId, Optional<String> subscriberId, List<String> contextKeys) {

  public Owner {
    contextKeys = List.copyOf(contextKeys);
  }

  /** Name of this owner in keys: equal owners have equal names. */
  String digest() {
    var parts = new ArrayList<String>();
    parts.add(integrationId);
    parts.add(subscriberId.isPresent() ? "subscriber" : "shared");
    parts.add(subscriberId.orElse(""));
    parts.addAll(contextKeys);
    return Digests.ofParts(parts);
  }

  /** How error texts name the subscriber. */
  String describeSubscriber() {
    return subscriberId.map(id -> "subscriberId \"" + id + '"').orElse("no subscriberId");
  }

  /** How error texts name the context. */
  String describeContext() {
    return contextKeys.isEmpty()
        ? "no context"
        : "context [" + String.join(", ", contextKeys) + ']';
  }
}
