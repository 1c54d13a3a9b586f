package dev.chatconnect.connectpage;

import java.util.List;

import jakarta.inject.Singleton;

import dev.chatconnect.async.InTurn;
import dev.chatconnect.context.ContextHash;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.IntegrationStore;
import dev.chatconnect.integration.ReadableIntegrations;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Looks at the integrations that a link is made for. */
@Singleton
class NamedIntegrations {

  private final IntegrationStore integrations;
  private final ReadableIntegrations readable;
  private final ContextHash contextHash;

  NamedIntegrations(
      IntegrationStore integrations, ReadableIntegrations readable, ContextHash contextHash) {
    this.integrations = integrations;
    this.readable = readable;
    this.contextHash = contextHash;
  }

  /**
   * Requires what would fail on the page for want of something that only the application can send;
   * 404 for an integration that is not there.
   */
  Uni<Void> requireUsable(Environment environment, ConnectLinkRequest request) {
    var named = request.integrations().orElse(List.of());
    return named.isEmpty()
        ? Uni.createFrom().voidItem()
        : readable
            .list(environment)
            .chain(
                all ->
                    InTurn.each(
                        named,
                        identifier ->
                            find(environment, identifier, all)
                                .invoke(found -> requireHash(environment, request, found))));
  }

  private void requireHash(
      Environment environment, ConnectLinkRequest request, Integration integration) {
    contextHash.require(environment, integration.credentials().flag("hmac"), request.context());
  }

  /** What is not among those that can be read is looked for, so that it is said why. */
  private Uni<Integration> find(Environment environment, String identifier, List<Integration> all) {
    return all.stream()
        .filter(candidate -> candidate.identifier().equals(identifier))
        .findFirst()
        .map(found -> Uni.createFrom().item(found))
        .orElseGet(
            () ->
                integrations
                    .findByIdentifier(environment, identifier)
                    .map(
                        found ->
                            found.orElseThrow(
                                () -> ErrorCode.INTEGRATION_NOT_FOUND.with(identifier))));
  }
}
