package dev.chatconnect.provider.webex;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.Workspace;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Whose token it is, <a
 * href="https://developer.webex.com/docs/api/v1/people/get-my-own-details">Get My Own Details</a>.
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record Person(
    Optional<String> id,
    Optional<String> orgId,
    Optional<String> displayName,
    Optional<List<String>> emails) {

  static final String ENDPOINT = "webex_person";

  /** The person's organisation, or the person where there is none; empty when neither is known. */
  Optional<Workspace> workspace() {
    var organisation = present(orgId);
    var name =
        organisation.isPresent() ? present(displayName) : email().or(() -> present(displayName));
    return organisation
        .or(() -> present(id))
        .map(workspaceId -> new Workspace(workspaceId, name, Optional.empty()));
  }

  /** How the person is reached; empty when neither id nor address is known. */
  Optional<PlatformUser> user() {
    return present(id)
        .map(known -> new PlatformUser(ENDPOINT, Map.of("personId", known)))
        .or(() -> email().map(known -> new PlatformUser(ENDPOINT, Map.of("personEmail", known))));
  }

  private Optional<String> email() {
    return emails.orElse(List.of()).stream().filter(address -> !address.isBlank()).findFirst();
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(value -> !value.isBlank());
  }

  /** Without name and addresses: this text may end in a log. */
  @Override
  public String toString() {
    return "Person[" + id.orElse("") + "]";
  }
}
