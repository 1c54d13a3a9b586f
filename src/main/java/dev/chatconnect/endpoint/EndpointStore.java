package dev.chatconnect.endpoint;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Listed;
import dev.chatconnect.redis.Pager;
import dev.chatconnect.redis.ReadableRecords;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import io.smallrye.mutiny.Uni;

/** Reads channel endpoints. */
@Singleton
public class EndpointStore {

  private static final String KIND = "endpoint";

  private final RedisGateway redis;
  private final Pager pager;
  private final EndpointCodec codec;
  private final ReadableRecords records;

  EndpointStore(RedisGateway redis, Pager pager, EndpointCodec codec, ReadableRecords records) {
    this.redis = redis;
    this.pager = pager;
    this.codec = codec;
    this.records = records;
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

  /** A page of the endpoints that match a filter; the log names those that nobody can read. */
  public Uni<Page<ChannelEndpoint>> page(
      RedisKeys environment, EndpointFilter filter, PageRequest request) {
    return list(environment, filter, request).map(Listed::readable);
  }

  /** A page on which endpoints that nobody can read have their place. */
  public Uni<Page<Listed<ChannelEndpoint>>> list(
      RedisKeys environment, EndpointFilter filter, PageRequest request) {
    return holders(environment, filter, request)
        .map(
            page ->
                page.map(
                    one ->
                        new Listed<>(
                            one.identifier(), one.record().map(EndpointHolders.Holder::endpoint))));
  }

  /** The same with the records as they were read. */
  Uni<Page<Listed<EndpointHolders.Holder>>> holders(
      RedisKeys environment, EndpointFilter filter, PageRequest request) {
    var keys = new EndpointKeys(environment);
    return pager
        .page(filter.sets(environment), keys.record(""), request)
        .map(
            page ->
                records.page(
                    KIND,
                    environment,
                    page,
                    (identifier, raw) -> new EndpointHolders.Holder(codec.decode(keys, raw), raw)));
  }
}
