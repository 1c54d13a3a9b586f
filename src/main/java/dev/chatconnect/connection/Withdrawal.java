package dev.chatconnect.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A grant that was taken back at the provider.
 *
 * @param integrationId whose connections may be meant
 * @param workspaceIds the provider's ids of where it was
 * @param appId the provider's id of the app, where it tells
 * @param which the connections meant among those
 * @param reason machine-readable
 * @param until the last moment at which it may have been taken back: what was granted later stands
 * @param withPeople whether the endpoints of people that deliver through the connections go as well
 */
public record Withdrawal(
    String integrationId,
    List<String> workspaceIds,
    Optional<String> appId,
    Predicate<ChannelConnection> which,
    String reason,
    Instant until,
    boolean withPeople) {

  public Withdrawal {
    workspaceIds = List.copyOf(workspaceIds);
  }

  boolean isAbout(ChannelConnection connection) {
    return which.test(connection) && isOfApp(connection) && !isNewerGrant(connection);
  }

  /** The integration may have had another app when the connection was made. */
  private boolean isOfApp(ChannelConnection connection) {
    var granted = connection.grant().appId();
    return appId.isEmpty() || granted.isEmpty() || granted.equals(appId);
  }

  /**
   * The tokens of a connection that works came by a journey, a renewal or a caller who had new
   * ones. Of one that does not work an older version only kept when that was found out.
   */
  private boolean isNewerGrant(ChannelConnection connection) {
    return connection.status() == ConnectionStatus.ACTIVE && connection.grantedAt().isAfter(until);
  }
}
