package dev.chatconnect.connection;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.chatconnect.async.InTurn;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Commit;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Finds the connections of a workspace without reading all the others. */
@Singleton
class WorkspaceIndex {

  /**
   * How long the index is believed to be complete. Connections are in it since there is one; those
   * written before, or by an older replica during an upgrade, are added by looking through the
   * integration's connections, at most this often and only when somebody asks.
   */
  private static final Duration BELIEVED = Duration.ofDays(1);

  private static final PageRequest BATCH = PageRequest.first(100, true);

  private final ConnectionStore connections;
  private final RedisGateway redis;

  WorkspaceIndex(ConnectionStore connections, RedisGateway redis) {
    this.connections = connections;
    this.redis = redis;
  }

  /**
   * Does something with every connection of an integration with a workspace, one by one, also after
   * failures, of which the first is told in the end.
   */
  Uni<Void> each(
      RedisKeys environment,
      String integrationId,
      String workspaceId,
      Function<ChannelConnection, Uni<?>> action) {
    var set = new ConnectionKeys(environment).ofWorkspace(integrationId, workspaceId);
    return complete(environment, integrationId)
        .chain(
            () ->
                pages(
                    environment,
                    set,
                    BATCH,
                    batch ->
                        InTurn.each(
                            batch.stream()
                                // Whether it is still there is for the record to say.
                                .filter(found -> found.workspaceId().equals(workspaceId))
                                .toList(),
                            action)));
  }

  private Uni<Void> complete(RedisKeys environment, String integrationId) {
    var keys = new ConnectionKeys(environment);
    var mark = keys.workspacesIndexed(integrationId);
    return redis
        .get(mark)
        .chain(
            known ->
                known.isPresent()
                    ? Uni.createFrom().voidItem()
                    : pages(
                            environment,
                            keys.ofIntegration(integrationId),
                            BATCH,
                            batch -> index(environment, keys, batch))
                        .chain(() -> redis.set(mark, "1", BELIEVED)));
  }

  private Uni<Void> index(
      RedisKeys environment, ConnectionKeys keys, List<ChannelConnection> batch) {
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var commit = new Commit(environment);
    for (var found : batch) {
      var set = keys.ofWorkspace(found.owner().integrationId(), found.workspaceId());
      commit.mirror(set, found.identifier(), keys.all());
    }
    return redis.commit(commit).replaceWithVoid();
  }

  private Uni<Void> pages(
      RedisKeys environment,
      String set,
      PageRequest request,
      Function<List<ChannelConnection>, Uni<Void>> action) {
    return connections
        .pageOfSet(environment, set, request)
        .chain(
            page ->
                InTurn.both(
                    () -> action.apply(page.items()),
                    () ->
                        page.next()
                            .map(cursor -> pages(environment, set, BATCH.following(cursor), action))
                            .orElseGet(() -> Uni.createFrom().voidItem())));
  }
}
