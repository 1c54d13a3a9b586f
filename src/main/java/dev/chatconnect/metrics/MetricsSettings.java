package dev.chatconnect.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the service looks after its metrics. */
@ConfigMapping(prefix = "chat-connect.metrics")
public interface MetricsSettings {

  /** How often numbers are asked for that only Redis knows; {@code off} for never. */
  @WithDefault("15s")
  String lookEvery();
}
