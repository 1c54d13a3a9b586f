package dev.chatconnect.provider;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.chatconnect.crypto.Hmac;

/**
 * A signature over time and raw body, {@code v0=hex(HMAC-SHA256(secret, "v0:" time ":" body))}, as
 * both <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack</a> and
 * <a href="https://developers.zoom.us/docs/api/webhooks/#verify-webhook-events">Zoom</a> make it.
 * It is good for five minutes.
 */
public final class TimedSignature {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Pattern TIME = Pattern.compile("[0-9]{1,11}");
  private static final Pattern SIGNATURE = Pattern.compile("v0=[0-9a-f]{64}");

  private final String timeHeader;
  private final String signatureHeader;
  private final Clock clock;

  /**
   * @param timeHeader header with the time in seconds since 1970, in lower case
   * @param signatureHeader header with the signature, in lower case
   */
  public TimedSignature(String timeHeader, String signatureHeader, Clock clock) {
    this.timeHeader = timeHeader;
    this.signatureHeader = signatureHeader;
    this.clock = clock;
  }

  /** Whether there is a recent time and what may be a signature. */
  public boolean isPlausible(EventRequest request) {
    return time(request).filter(this::isRecent).isPresent() && signature(request).isPresent();
  }

  /** Whether the request was signed with this secret not long ago. */
  public boolean isBy(String secret, EventRequest request) {
    if (!isPlausible(request)) {
      return false;
    }
    var prefix = "v0:" + request.header(timeHeader).orElseThrow() + ':';
    var code = Hmac.sha256(secret, prefix.getBytes(StandardCharsets.US_ASCII), request.body());
    return Hmac.same("v0=" + HexFormat.of().formatHex(code), signature(request).orElseThrow());
  }

  /** When the request says that it was signed; empty when it does not. */
  public Optional<Instant> time(EventRequest request) {
    return request
        .header(timeHeader)
        .filter(text -> TIME.matcher(text).matches())
        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
  }

  private boolean isRecent(Instant time) {
    return Duration.between(time, clock.instant()).abs().compareTo(WINDOW) <= 0;
  }

  private Optional<String> signature(EventRequest request) {
    return request.header(signatureHeader).filter(text -> SIGNATURE.matcher(text).matches());
  }
}
