package dev.chatconnect.integration;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.provider.Credentials;

/**
 * A configured provider of an environment.
 *
 * @param id 24 hex characters; never changes
 * @param identifier unique in the environment; callers name the integration by it
 * @param channel kind of channel, absent for agents
 * @param kind {@code delivery} or {@code agent}
 * @param credentials decrypted
 * @param configurations kept as sent
 * @param conditions kept as sent
 * @param active whether journeys and deliveries may use it
 * @param primary whether it is the first choice of its channel; only e-mail and SMS have one
 * @param priority order among the active ones of its channel, highest first; likewise
 */
public record Integration(
    String id,
    String identifier,
    String name,
    String providerId,
    Optional<String> channel,
    String kind,
    Credentials credentials,
    Optional<JsonNode> configurations,
    Optional<JsonNode> conditions,
    boolean active,
    boolean primary,
    int priority,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether subscribers may connect it and be reached through it. */
  public boolean isForChat() {
    return channel.filter(Channel.CHAT.wire()::equals).isPresent();
  }

  /** The channel of its connections and endpoints: chat, where it names none. */
  public String channelOrChat() {
    return channel.orElseGet(Channel.CHAT::wire);
  }

  /** The same integration at another place among its siblings. */
  Integration ranked(boolean newPrimary, int newPriority) {
    return new Integration(
        id,
        identifier,
        name,
        providerId,
        channel,
        kind,
        credentials,
        configurations,
        conditions,
        active,
        newPrimary,
        newPriority,
        createdAt,
        updatedAt);
  }

  /** The same integration, active and without conditions. */
  Integration activated(Instant now) {
    return new Integration(
        id,
        identifier,
        name,
        providerId,
        channel,
        kind,
        credentials,
        configurations,
        Optional.empty(),
        true,
        primary,
        priority,
        createdAt,
        now);
  }

  /** Without the credentials: this text may end in a log. */
  @Override
  public String toString() {
    return "Integration[" + identifier + ", " + providerId + "]";
  }
}
