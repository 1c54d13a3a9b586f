package dev.chatconnect.provider.webex;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.OAuthRefusals;
import dev.chatconnect.provider.OAuthTokens;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderException.Kind;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.TokenSet;
import dev.chatconnect.provider.Workspace;

/** Reads what Webex granted out of its answers. */
final class WebexGrants {

  private final Clock clock;

  WebexGrants(Clock clock) {
    this.clock = clock;
  }

  /** Tokens with the scopes that they stand for. */
  record Granted(TokenSet tokens, List<String> scopes) {}

  /**
   * Reads an answer of the token endpoint.
   *
   * @param what what fails if it fails, for people
   * @throws ProviderException when Webex refused
   */
  Granted tokens(ProviderAnswer answer, String what) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.of(answer, what);
    }
    var sent = answer.json(OAuthTokens.class);
    var tokens =
        sent.issuedAt(clock.instant())
            .orElseThrow(
                () ->
                    refused(
                        "missing_token", "Webex OAuth response did not include an access token"));
    return new Granted(tokens, sent.scopes());
  }

  /**
   * Reads whose token it is.
   *
   * @throws ProviderException {@link Kind#REFUSED} when Webex does not accept the token
   */
  static Person person(ProviderAnswer answer) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.ofStatus(answer, "Webex people/me request failed");
    }
    return answer.json(Person.class);
  }

  /**
   * @throws ProviderException {@link Kind#REFUSED} when Webex does not say who it is about
   */
  static ProviderResult result(ConnectMode mode, Granted granted, Person person) {
    return mode == ConnectMode.LINK_USER ? identified(person) : connected(granted, person);
  }

  private static ProviderResult identified(Person person) {
    var user =
        person
            .user()
            .orElseThrow(
                () ->
                    refused(
                        "missing_person",
                        "Webex did not return a person ID or email in the OAuth response"));
    return new UserIdentified(user, person.workspace().map(Workspace::id).stream().toList());
  }

  private static ProviderResult connected(Granted granted, Person person) {
    var workspace =
        person
            .workspace()
            .orElseThrow(
                () ->
                    refused(
                        "missing_org",
                        "Webex did not return an org ID or person ID in the OAuth response"));
    var grant =
        new Grant(
            granted.scopes(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            person.id(),
            false);
    return new WorkspaceConnected(workspace, granted.tokens(), grant, person.user());
  }

  private static ProviderException refused(String reason, String message) {
    return new ProviderException(Kind.REFUSED, reason, message);
  }
}
