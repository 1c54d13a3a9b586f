package dev.chatconnect.provider.msteams;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Where Microsoft's cloud is; <a
 * href="https://learn.microsoft.com/en-us/graph/deployments">national clouds</a> have hosts of
 * their own.
 */
@ConfigMapping(prefix = "chat-connect.providers.msteams")
public interface MsTeamsSettings {

  /** Microsoft Entra ID; also the start of the issuer of its tokens. */
  @WithDefault("https://login.microsoftonline.com")
  URI authorityUrl();

  /** Microsoft Graph, without a version; also the start of the scope of its tokens. */
  @WithDefault("https://graph.microsoft.com")
  URI graphUrl();
}
