package dev.chatconnect.connection;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatconnect.time.Timestamps;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A channel connection as the API shows it.
 *
 * @param subscriberId {@code null} for a shared connection
 * @param auth the access token, masked unless the deployment reveals tokens
 * @param status {@code active}, {@code refresh_failed} or {@code revoked}
 * @param statusReason reason of a status other than active
 * @param scopes granted by the provider
 * @param createdAt ISO 8601, UTC
 * @param updatedAt ISO 8601, UTC
 */
@Schema(
    name = "ChannelConnection",
    requiredProperties = {
      "identifier",
      "channel",
      "providerId",
      "integrationIdentifier",
      "subscriberId",
      "contextKeys",
      "workspace",
      "auth",
      "status",
      "scopes",
      "createdAt",
      "updatedAt"
    })
public record ConnectionView(
    String identifier,
    @Schema(ref = "Channel") String channel,
    String providerId,
    String integrationIdentifier,
    @Schema(nullable = true, description = "Null for a shared connection.")
        @Nullable String subscriberId,
    @Schema(description = "The exact context, as `type:id`, sorted.") List<String> contextKeys,
    @Schema(ref = "Workspace") Map<String, Object> workspace,
    Auth auth,
    @Schema(
            enumeration = {"active", "refresh_failed", "revoked"},
            description = "Whether it can be used.")
        String status,
    @Schema(description = "Reason of a status other than active.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String statusReason,
    @Schema(description = "Granted by the provider.") List<String> scopes,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String updatedAt) {

  /**
   * The secret part.
   *
   * @param accessToken the token, or the empty string where it is masked
   */
  @Schema(
      name = "ChannelConnectionAuth",
      requiredProperties = {"accessToken"})
  public record Auth(
      @Schema(description = "Empty where the deployment does not reveal tokens.")
          String accessToken) {

    /** Without the token: this text may end in a log. */
    @Override
    public String toString() {
      return "Auth[]";
    }
  }

  /**
   * The outward form of a connection.
   *
   * @param integrationIdentifier the integration's present identifier
   * @param revealToken whether the access token is shown
   */
  static ConnectionView of(
      ChannelConnection connection, String integrationIdentifier, boolean revealToken) {
    return new ConnectionView(
        connection.identifier(),
        connection.channel(),
        connection.providerId(),
        integrationIdentifier,
        connection.owner().subscriberId().orElse(null),
        connection.owner().contextKeys(),
        connection.workspace(),
        new Auth(revealToken ? connection.tokens().accessToken() : ""),
        connection.status().wire(),
        connection.statusReason().orElse(null),
        connection.grant().scopes(),
        Timestamps.iso(connection.createdAt()),
        Timestamps.iso(connection.updatedAt()));
  }
}
