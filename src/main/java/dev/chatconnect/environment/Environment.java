package dev.chatconnect.environment;

import java.util.List;
import java.util.Optional;

/**
 * A tenant: the boundary of all data.
 *
 * @param name its name in the configuration
 * @param id stable id, part of every key in Redis
 * @param organizationId the organization that owns it
 * @param applicationIdentifier what browser clients name it by
 * @param apiKeys secret keys in clear, the first signs nothing: all are equal
 * @param subscriberHashRequired whether browser sessions need a hash; empty: undecided
 */
public record Environment(
    String name,
    String id,
    String organizationId,
    String applicationIdentifier,
    List<String> apiKeys,
    Optional<Boolean> subscriberHashRequired) {

  public Environment {
    apiKeys = List.copyOf(apiKeys);
  }

  /** Whether none of its API keys can be guessed. */
  public boolean isHardToGuess() {
    return apiKeys.stream().allMatch(ApiKeyStrength::isStrong);
  }

  /** Without the keys: this text may end in a log. */
  @Override
  public String toString() {
    return "Environment[" + name + ", " + id + "]";
  }
}
