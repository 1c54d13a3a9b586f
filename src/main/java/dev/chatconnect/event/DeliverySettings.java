package dev.chatconnect.event;

import java.time.Duration;
import java.util.List;

import dev.chatconnect.settings.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How webhooks are delivered. */
@ConfigMapping(prefix = "chat-connect.webhooks")
public interface DeliverySettings {

  /**
   * Pauses before the second and each further attempt; the example of the Standard Webhooks
   * specification, which spans three days.
   */
  @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
  List<Duration> retryDelays();

  /** Deliveries of one webhook that a replica has under way at once. */
  @WithDefault("8")
  @WithConverter(PositiveInt.class)
  int concurrency();

  /** Pause between two looks for what is due; {@code off} for no deliveries. */
  @WithDefault("1s")
  String pollEvery();
}
