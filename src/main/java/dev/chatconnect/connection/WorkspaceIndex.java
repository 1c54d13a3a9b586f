package dev.chatconnect.connection;

import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.chatconnect.async.InTurn;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/**
 * Finds the connections of a workspace without reading all the others: every write of a connection
 * keeps it where it belongs.
 */
@Singleton
class WorkspaceIndex {

  private static final PageRequest BATCH = PageRequest.first(100, true);

  private final ConnectionStore connections;

  WorkspaceIndex(ConnectionStore connections) {
    this.connections = connections;
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
    return pages(
        environment,
        set,
        BATCH,
        batch ->
            InTurn.each(
                batch.stream()
                    // Whether it is still there is for the record to say.
                    .filter(found -> found.workspaceId().equals(workspaceId))
                    .toList(),
                action));
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
