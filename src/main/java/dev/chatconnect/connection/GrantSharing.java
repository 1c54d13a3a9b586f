package dev.chatconnect.connection;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.provider.TokenOperations;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/**
 * Finds out whether another connection lives on a grant. To be asked after the removal of a
 * connection is committed: of connections removed at once, the one whose removal comes last sees
 * none left, so the grant does not survive them. Both may see none and revoke twice, which does no
 * harm.
 */
@Singleton
class GrantSharing {

  /** Connections that are looked at for one installer; with more, somebody is taken to be there. */
  static final int MOST = 1000;

  private static final PageRequest BATCH = PageRequest.first(100, true);

  private final WorkspaceIndex workspaces;
  private final ConnectionStore connections;

  GrantSharing(WorkspaceIndex workspaces, ConnectionStore connections) {
    this.workspaces = workspaces;
    this.connections = connections;
  }

  /** Whether taking back the tokens of a connection that is gone would end another's. */
  Uni<Boolean> holds(RedisKeys environment, ChannelConnection gone, TokenOperations.Reach reach) {
    return switch (reach) {
      case OWN -> Uni.createFrom().item(false);
      case WORKSPACE -> inWorkspace(environment, gone);
      case INSTALLER -> ofInstaller(environment, gone, BATCH, 0);
    };
  }

  private Uni<Boolean> inWorkspace(RedisKeys environment, ChannelConnection gone) {
    var live = new AtomicBoolean();
    return workspaces
        .each(
            environment,
            gone.owner().integrationId(),
            gone.workspaceId(),
            found -> {
              if (isLive(found)) {
                live.set(true);
              }
              return Uni.createFrom().voidItem();
            })
        .map(done -> live.get());
  }

  private Uni<Boolean> ofInstaller(
      RedisKeys environment, ChannelConnection gone, PageRequest request, int looked) {
    var set = new ConnectionKeys(environment).ofIntegration(gone.owner().integrationId());
    return connections
        .listOfSet(environment, set, request)
        .chain(
            page -> {
              var sofar = looked + page.items().size();
              if (page.items().stream().anyMatch(one -> holds(gone, one.record()))) {
                return Uni.createFrom().item(true);
              }
              if (page.next().isEmpty()) {
                return Uni.createFrom().item(false);
              }
              return sofar >= MOST
                  ? Uni.createFrom().item(true)
                  : ofInstaller(environment, gone, BATCH.following(page.next().get()), sofar);
            });
  }

  /** One that nobody can read here may be alive where a later version reads it. */
  private static boolean holds(ChannelConnection gone, Optional<ChannelConnection> other) {
    return other.map(one -> isLive(one) && mayBeSame(gone, one)).orElse(true);
  }

  /** A connection that does not know who installed it may be of anybody. */
  private static boolean mayBeSame(ChannelConnection gone, ChannelConnection other) {
    var mine = gone.grant().installerId();
    var theirs = other.grant().installerId();
    return mine.isEmpty() || theirs.isEmpty() || mine.equals(theirs);
  }

  /** What a browser made up must not keep somebody else's grant from being taken back. */
  private static boolean isLive(ChannelConnection connection) {
    return connection.status() != ConnectionStatus.REVOKED && !connection.grant().claimed();
  }
}
