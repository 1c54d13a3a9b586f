package dev.chatconnect.provider.zoom;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.chatconnect.provider.ConnectMode;
import dev.chatconnect.provider.Grant;
import dev.chatconnect.provider.OAuthRefusals;
import dev.chatconnect.provider.OAuthTokens;
import dev.chatconnect.provider.ProviderAnswer;
import dev.chatconnect.provider.ProviderException;
import dev.chatconnect.provider.ProviderResult;
import dev.chatconnect.provider.ProviderResult.UserIdentified;
import dev.chatconnect.provider.ProviderResult.WorkspaceConnected;
import dev.chatconnect.provider.TokenSet;

/** Reads what Zoom granted out of its answers. */
final class ZoomGrants {

  private final Clock clock;

  ZoomGrants(Clock clock) {
    this.clock = clock;
  }

  /** Tokens with the scopes that they stand for. */
  record Granted(TokenSet tokens, List<String> scopes) {

    String bearer() {
      return "Bearer " + tokens.accessToken();
    }
  }

  /**
   * Reads an answer of the token endpoint. The host that it names for the API is not looked at:
   * tokens go where the configuration says.
   *
   * @param what what fails if it fails, for people
   * @throws ProviderException when Zoom refused
   */
  Granted granted(ProviderAnswer answer, String what) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.of(answer, what);
    }
    var sent = answer.json(OAuthTokens.class);
    var tokens =
        sent.issuedAt(clock.instant()).orElseThrow(() -> answer.senseless("missing_token"));
    return new Granted(tokens, sent.scopes());
  }

  /** Whose token it is, and what the journey made of it comes to. */
  static ProviderResult result(ProviderAnswer answer, ConnectMode mode, Granted granted) {
    var zoomUser = user(answer);
    var user = zoomUser.user().orElseThrow(() -> answer.senseless("missing_user"));
    var workspace = zoomUser.workspace().orElseThrow(() -> answer.senseless("missing_account"));
    return mode == ConnectMode.LINK_USER
        ? new UserIdentified(user, List.of(workspace.id()))
        : new WorkspaceConnected(
            workspace, granted.tokens(), grant(granted, zoomUser), Optional.of(user));
  }

  /**
   * Reads whose token it is.
   *
   * @throws ProviderException when Zoom does not accept the token
   */
  static ZoomUser user(ProviderAnswer answer) {
    if (answer.status() >= 400) {
      throw OAuthRefusals.ofStatus(answer, "Zoom users/me request failed");
    }
    return answer.json(ZoomUser.class);
  }

  private static Grant grant(Granted granted, ZoomUser user) {
    return new Grant(
        granted.scopes(), Optional.empty(), Optional.empty(), Optional.empty(), user.id(), false);
  }
}
