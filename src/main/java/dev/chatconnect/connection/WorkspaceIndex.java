package dev.chatconnect.connection;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.chatconnect.async.InTurn;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Listed;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.UnreadableRecordException;
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
        batch -> InTurn.each(batch, one -> act(one.record(), workspaceId, action)));
  }

  /** Whether a connection is still there is for its record to say. */
  private static Uni<?> act(
      Optional<ChannelConnection> record,
      String workspaceId,
      Function<ChannelConnection, Uni<?>> action) {
    if (record.isEmpty()) {
      return Uni.createFrom().failure(new UnreadableRecordException("connection"));
    }
    return record.get().workspaceId().equals(workspaceId)
        ? action.apply(record.get())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> pages(
      RedisKeys environment,
      String set,
      PageRequest request,
      Function<List<Listed<ChannelConnection>>, Uni<Void>> action) {
    return connections
        .listOfSet(environment, set, request)
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
