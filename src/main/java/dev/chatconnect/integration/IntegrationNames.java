package dev.chatconnect.integration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.environment.Environment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Present identifiers of integrations, for records that refer to them by id. */
@Singleton
public class IntegrationNames {

  private final IntegrationStore integrations;

  IntegrationNames(IntegrationStore integrations) {
    this.integrations = integrations;
  }

  /** Identifier by id; without those that were deleted. */
  public Uni<Map<String, String>> of(Environment environment, List<String> ids) {
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndMerge(id -> integrations.findById(environment, id))
        .collect()
        .in(
            () -> new HashMap<String, String>(),
            (names, found) ->
                found.ifPresent(
                    integration -> names.put(integration.id(), integration.identifier())))
        .map(Map::copyOf);
  }
}
