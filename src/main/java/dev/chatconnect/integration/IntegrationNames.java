package dev.chatconnect.integration;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import io.smallrye.mutiny.Uni;

/** Present identifiers of integrations, for records that refer to them by id. */
@Singleton
public class IntegrationNames {

  private final ReadableIntegrations integrations;

  IntegrationNames(ReadableIntegrations integrations) {
    this.integrations = integrations;
  }

  /**
   * Identifier by id; without those that were deleted, or that nobody can read.
   *
   * @param ids each once
   */
  public Uni<Map<String, String>> of(Environment environment, List<String> ids) {
    return integrations
        .findAllById(environment, ids)
        .map(
            found ->
                found.stream()
                    .collect(
                        Collectors.toUnmodifiableMap(Integration::id, Integration::identifier)));
  }
}
