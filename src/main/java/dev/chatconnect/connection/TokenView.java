package dev.chatconnect.connection;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatconnect.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A usable access token.
 *
 * @param accessToken secret
 * @param tokenType how to send it (RFC 6749 §7.1)
 * @param expiresAt ISO 8601, UTC; absent when it does not end
 * @param scopes granted by the provider
 * @param subscriberId whose connection it is; {@code null} for a shared one
 * @param contextKeys the exact context of the connection, as {@code type:id}
 */
@Schema(
    name = "ConnectionToken",
    requiredProperties = {"accessToken", "tokenType", "scopes", "subscriberId", "contextKeys"})
public record TokenView(
    String accessToken,
    String tokenType,
    @Schema(format = "date-time", description = "Absent when it does not end.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String expiresAt,
    List<String> scopes,
    @Schema(nullable = true, description = "Whose connection it is. Null for a shared one.")
        @Nullable String subscriberId,
    @Schema(description = "The exact context of the connection, as `type:id`, sorted.")
        List<String> contextKeys) {

  static TokenView of(ChannelConnection connection) {
    var tokens = connection.tokens();
    return new TokenView(
        tokens.accessToken(),
        "Bearer",
        tokens.expiresAt().map(Timestamps::iso).orElse(null),
        connection.grant().scopes(),
        connection.owner().subscriberId().orElse(null),
        connection.owner().contextKeys());
  }

  /** Without the token: this text may end in a log. */
  @Override
  public String toString() {
    return "TokenView[expiresAt=" + expiresAt + "]";
  }
}
