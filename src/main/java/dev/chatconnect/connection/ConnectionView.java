package dev.chatconnect.connection;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatconnect.web.Timestamps;
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
@Schema(name = "ChannelConnection")
public record ConnectionView(
    String identifier,
    String channel,
    String providerId,
    String integrationIdentifier,
    @Nullable String subscriberId,
    List<String> contextKeys,
    Map<String, Object> workspace,
    Auth auth,
    String status,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String statusReason,
    List<String> scopes,
    String createdAt,
    String updatedAt) {

  /**
   * The secret part.
   *
   * @param accessToken the token, or the empty string where it is masked
   */
  @Schema(name = "ChannelConnectionAuth")
  public record Auth(String accessToken) {

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
