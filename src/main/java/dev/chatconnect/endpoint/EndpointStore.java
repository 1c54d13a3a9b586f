package dev.chatconnect.endpoint;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Pager;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Reads channel endpoints. */
@Singleton
public class EndpointStore {

  private final RedisGateway redis;
  private final Pager pager;
  private final EndpointCodec codec;

  EndpointStore(RedisGateway redis, Pager pager, EndpointCodec codec) {
    this.redis = redis;
    this.pager = pager;
    this.codec = codec;
  }

  public Uni<Optional<ChannelEndpoint>> find(RedisKeys environment, String identifier) {
    var keys = new EndpointKeys(environment);
    return redis
        .get(keys.record(identifier))
        .map(
            raw ->
                raw.map(found -> codec.decode(keys, found))
                    // A record that was moved to another key is not the one asked for.
                    .filter(endpoint -> endpoint.identifier().equals(identifier)));
  }

  /**
   * The endpoint that reaches a person.
   *
   * @param endpoint its one field
   */
  public Uni<Optional<ChannelEndpoint>> findPerson(
      RedisKeys environment,
      String integrationId,
      EndpointType type,
      Map<String, String> endpoint) {
    var keys = new EndpointKeys(environment);
    var unique = keys.unique(Uniqueness.ofPerson(integrationId, type, endpoint));
    return redis
        .follow(unique, keys.record(""))
        .map(raw -> raw.map(found -> codec.decode(keys, found)));
  }

  public Uni<Page<ChannelEndpoint>> page(
      RedisKeys environment, EndpointFilter filter, PageRequest request) {
    return read(environment, filter, request)
        .map(page -> page.map(EndpointHolders.Holder::endpoint));
  }

  /** The same with the records as they were read. */
  Uni<Page<EndpointHolders.Holder>> read(
      RedisKeys environment, EndpointFilter filter, PageRequest request) {
    var keys = new EndpointKeys(environment);
    return pager
        .page(filter.sets(environment), keys.record(""), request)
        .map(
            page ->
                page.withItems(
                    page.items().stream()
                        .flatMap(found -> found.record().stream())
                        .map(raw -> new EndpointHolders.Holder(codec.decode(keys, raw), raw))
                        .toList()));
  }
}
