package dev.chatconnect.provider.slack;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Slack is. */
@ConfigMapping(prefix = "chat-connect.providers.slack")
public interface SlackSettings {

  /** The authorize page and {@code /api} hang off it; GovSlack is {@code https://slack-gov.com}. */
  @WithDefault("https://slack.com")
  URI baseUrl();
}
