package dev.chatconnect.openapi;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Which query parameters an operation reads; the routes read them by hand, so nothing else tells.
 */
final class QueryParameters {

  private static final List<String> PAGE =
      List.of("limit", "after", "before", "orderDirection", "orderBy", "includeCursor");

  private static final Map<String, List<String>> NAMES =
      Map.of(
          "listConnections",
          paged(
              "subscriberId",
              "connectionMode",
              "channel",
              "providerId",
              "integrationIdentifier",
              "contextKeys"),
          "listEndpoints",
          paged(
              "subscriberId",
              "connectionIdentifier",
              "channel",
              "providerId",
              "integrationIdentifier",
              "contextKeys"),
          "listAuditEntries",
          paged("eventType", "connectionIdentifier", "subscriberId"),
          "listOwnConnections",
          paged("connectionMode", "channel", "providerId", "integrationIdentifier"),
          "getOwnConnection",
          List.of("connectionMode"),
          "listOwnEndpoints",
          paged("connectionIdentifier", "channel", "providerId", "integrationIdentifier"),
          "exportRecords",
          List.of("secrets", "transferKey"),
          "importRecords",
          List.of("dryRun", "failuresOnly", "transferKey", "novuKey"),
          "completeOAuth",
          List.of("state", "code", "error", "errorDescription", "tenant", "adminConsent"));

  private QueryParameters() {}

  /** Names of parameter components. */
  static List<String> of(Operation operation) {
    return NAMES.getOrDefault(String.valueOf(operation.getOperationId()), List.of());
  }

  private static List<String> paged(String... filters) {
    return Stream.concat(PAGE.stream(), Stream.of(filters)).toList();
  }
}
