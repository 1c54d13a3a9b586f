package dev.chatconnect.connection;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How tokens are renewed. */
@ConfigMapping(prefix = "chat-connect.tokens")
public interface TokenSettings {

  /** Pause between two sweeps for tokens that end soon; {@code off} for none. */
  @WithDefault("60s")
  String sweepEvery();

  /** Pause before the first sweep, in which a starting replica has other things to do. */
  @WithDefault("30s")
  Duration sweepDelay();

  /** Tokens that end within this time are renewed by the sweep. */
  @WithDefault("15m")
  Duration sweepLead();
}
