package dev.chatconnect.provider;

import java.util.List;
import java.util.Optional;

/** What a completed journey granted. */
public sealed interface ProviderResult {

  /**
   * A workspace, tenant or organisation let us in.
   *
   * @param installer the user who did it, where the provider tells
   */
  record WorkspaceConnected(
      Workspace workspace, TokenSet tokens, Grant grant, Optional<PlatformUser> installer)
      implements ProviderResult {}

  /**
   * A user proved who they are.
   *
   * @param workspaceIds every {@link Workspace#id()} under which a connection may know the user's
   *     workspace: the workspace itself, and the organisation above it
   */
  record UserIdentified(PlatformUser user, List<String> workspaceIds) implements ProviderResult {

    public UserIdentified {
      workspaceIds = List.copyOf(workspaceIds);
    }
  }

  /**
   * A webhook into one channel.
   *
   * @param url secret: who knows it can post
   * @param channel name of the channel
   */
  record WebhookGranted(String url, Optional<String> channel) implements ProviderResult {

    /** Without the URL: this text may end in a log. */
    @Override
    public String toString() {
      return "WebhookGranted[]";
    }
  }
}
