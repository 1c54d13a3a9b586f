package dev.chatconnect.transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionFilter;
import dev.chatconnect.connection.ConnectionStore;
import dev.chatconnect.endpoint.ChannelEndpoint;
import dev.chatconnect.endpoint.EndpointFilter;
import dev.chatconnect.endpoint.EndpointStore;
import dev.chatconnect.environment.Environment;
import dev.chatconnect.event.Actor;
import dev.chatconnect.integration.Integration;
import dev.chatconnect.integration.ReadableIntegrations;
import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.RedisKeys;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Reads an environment's connections and endpoints, page by page as fast as they are taken. */
@Singleton
class Export {

  private static final int PAGE = 100;

  private final ConnectionStore connections;
  private final EndpointStore endpoints;
  private final ReadableIntegrations integrations;
  private final RecordLines lines;
  private final TransferAudit audit;

  Export(
      ConnectionStore connections,
      EndpointStore endpoints,
      ReadableIntegrations integrations,
      RecordLines lines,
      TransferAudit audit) {
    this.connections = connections;
    this.endpoints = endpoints;
    this.integrations = integrations;
    this.lines = lines;
    this.audit = audit;
  }

  /**
   * All records in the order of their creation, connections before the endpoints that deliver
   * through them, between a first and a last line. One whose secrets nobody can read comes without
   * them. The audit log tells of it before the first leaves.
   *
   * @param by who exports
   */
  Multi<ObjectNode> of(Environment environment, Actor by, SecretsMode secrets, Seal seal) {
    return integrations
        .list(environment)
        .map(Export::names)
        .call(() -> audit.exportBegins(environment, by, secrets))
        .onItem()
        .transformToMulti(names -> of(environment, by, secrets, seal, names));
  }

  /** How many records there are; where there are very many, fewer. */
  Uni<Long> count(Environment environment) {
    var keys = new RedisKeys(environment.id());
    var first = PageRequest.first(1, true);
    return connections
        .page(keys, ConnectionFilter.NONE, first)
        .chain(
            some ->
                endpoints
                    .page(keys, EndpointFilter.NONE, first)
                    .map(others -> some.totalCount() + others.totalCount()));
  }

  private Multi<ObjectNode> of(
      Environment environment,
      Actor by,
      SecretsMode secrets,
      Seal seal,
      Map<String, String> names) {
    var keys = new RedisKeys(environment.id());
    var count = new AtomicLong();
    var unreadable = new AtomicLong();
    var ofConnections =
        pages(request -> connections.list(keys, ConnectionFilter.NONE, request))
            .map(
                one ->
                    one.record()
                        .map(found -> lines.connection(found, name(names, found), seal))
                        .orElseGet(() -> lines.unreadable(Kind.CONNECTION, one.identifier())));
    var ofEndpoints =
        pages(request -> endpoints.list(keys, EndpointFilter.NONE, request))
            .map(
                one ->
                    one.record()
                        .map(found -> lines.endpoint(found, name(names, found), seal))
                        .orElseGet(() -> lines.unreadable(Kind.ENDPOINT, one.identifier())));
    var records =
        Multi.createBy()
            .concatenating()
            .streams(ofConnections, ofEndpoints)
            .invoke(
                line -> {
                  count.incrementAndGet();
                  if (RecordLines.isUnreadable(line)) {
                    unreadable.incrementAndGet();
                  }
                });
    var end =
        Multi.createFrom()
            .item(() -> lines.end(count.get(), unreadable.get()))
            .invoke(
                () ->
                    Log.infof(
                        "event=records_exported environment=%s secrets=%s records=%d unreadable=%d",
                        environment.id(), secrets.wire(), count.get(), unreadable.get()));
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(() -> lines.begin(secrets)), records, end)
        .onTermination()
        .call(
            (failure, cancelled) ->
                audit.exportEnds(
                    environment, by, secrets, count.get(), failure == null && !cancelled));
  }

  /** How far the reading has come. */
  private static final class Place {
    private volatile Optional<String> next = Optional.empty();
  }

  private static <T> Multi<T> pages(Function<PageRequest, Uni<Page<T>>> reader) {
    return Multi.createBy()
        .repeating()
        .uni(
            Place::new,
            place ->
                reader
                    .apply(new PageRequest(PAGE, place.next, Optional.empty(), true, false, false))
                    .invoke(page -> place.next = page.next()))
        .whilst(page -> page.next().isPresent())
        .onItem()
        .transformToIterable(Page::items);
  }

  private static Map<String, String> names(List<Integration> all) {
    return all.stream().collect(Collectors.toMap(Integration::id, Integration::identifier));
  }

  private static String name(Map<String, String> names, ChannelConnection found) {
    return names.getOrDefault(found.owner().integrationId(), found.integrationIdentifier());
  }

  private static String name(Map<String, String> names, ChannelEndpoint found) {
    return names.getOrDefault(found.integrationId(), found.integrationIdentifier());
  }
}
