package dev.chatconnect.provider.zoom;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What Zoom tells, <a href="https://developers.zoom.us/docs/api/marketplace/events/">Marketplace
 * events</a> and the <a
 * href="https://developers.zoom.us/docs/api/webhooks/#validate-your-webhook-endpoint">validation</a>
 * of the URL.
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record ZoomEvent(Optional<String> event, Optional<Payload> payload) {

  /**
   * @param plainToken of a validation
   * @param signature names the deauthorization; no signature of anything
   * @param clientId the app, of which an integration may have another by now
   * @param deauthorizationTime ISO 8601
   */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Payload(
      Optional<String> plainToken,
      @JsonProperty("account_id") Optional<String> accountId,
      @JsonProperty("user_id") Optional<String> userId,
      Optional<String> signature,
      @JsonProperty("client_id") Optional<String> clientId,
      @JsonProperty("deauthorization_time") Optional<String> deauthorizationTime) {

    /** When it happened; empty where that is not told in a way that can be read. */
    Optional<Instant> at() {
      try {
        return deauthorizationTime.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
      } catch (DateTimeParseException unreadable) {
        return Optional.empty();
      }
    }
  }
}
