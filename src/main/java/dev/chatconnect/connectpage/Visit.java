package dev.chatconnect.connectpage;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatconnect.context.ActingContext;
import dev.chatconnect.context.ContextPayload;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Who a connect page is for, as the application said when it made the link.
 *
 * @param context payload as sent
 * @param contextHash with which the application vouches for it
 * @param integrations identifiers of those that are shown; all when empty
 * @param backTo where the application wants the visitor back
 * @param origin of the page that opens the link in a popup and is told of outcomes
 */
@RegisterForReflection
record Visit(
    String environmentId,
    String subscriberId,
    Optional<JsonNode> context,
    Optional<String> contextHash,
    Optional<List<String>> integrations,
    Optional<URI> backTo,
    Optional<String> origin) {

  /** The context that everything on the page is read and written in. */
  ActingContext acting() {
    return ActingContext.of(context.map(ContextPayload::of), contextHash);
  }

  boolean shows(String integrationIdentifier) {
    return integrations.map(shown -> shown.contains(integrationIdentifier)).orElse(true);
  }

  /** Without the person: this text may end in a log. */
  @Override
  public String toString() {
    return "Visit[" + environmentId + "]";
  }
}
