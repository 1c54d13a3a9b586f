package dev.chatconnect.endpoint;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.ApiException;
import dev.chatconnect.web.ErrorCode;
import io.smallrye.mutiny.Uni;

/** Finds who holds what a new endpoint wants: its identifier, or what may exist only once. */
@Singleton
class EndpointHolders {

  private final RedisGateway redis;
  private final EndpointCodec codec;

  EndpointHolders(RedisGateway redis, EndpointCodec codec) {
    this.redis = redis;
    this.codec = codec;
  }

  /**
   * An endpoint as it was read.
   *
   * @param raw the record, for the condition that it has not changed
   */
  record Holder(ChannelEndpoint endpoint, String raw) {}

  /**
   * The endpoint that a draft is about, by its identifier or by what may exist only once.
   *
   * @return empty when there is none; 409 when it belongs to another, 400 when nothing names it
   */
  Uni<Optional<Holder>> find(RedisKeys environment, EndpointDraft draft) {
    var keys = new EndpointKeys(environment);
    var unique = Uniqueness.key(draft);
    if (draft.identifier().isEmpty() && unique.isEmpty()) {
      throw ErrorCode.BAD_REQUEST.with(
          "identifier is needed for an endpoint of type " + draft.type().wire());
    }
    var byName =
        draft
            .identifier()
            .map(name -> redis.get(keys.record(name)))
            .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    return byName.chain(
        raw -> {
          if (raw.isEmpty()) {
            return of(keys, unique)
                .invoke(found -> found.ifPresent(by -> requireSameOwner(by.endpoint(), draft)));
          }
          var current = codec.decode(keys, raw.get());
          if (!current.integrationId().equals(draft.integrationId())
              || current.type() != draft.type()
              || !current.uniqueKey().equals(unique)
              || !isSameOwner(current, draft)) {
            throw taken(environment, current.identifier());
          }
          return Uni.createFrom().item(Optional.of(new Holder(current, raw.get())));
        });
  }

  /** The endpoint that holds what may exist only once. */
  Uni<Optional<Holder>> of(EndpointKeys keys, Optional<String> unique) {
    if (unique.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return redis
        .follow(keys.unique(unique.get()), keys.record(""))
        .map(raw -> raw.map(found -> new Holder(codec.decode(keys, found), found)));
  }

  /** Requires that the wanted identifier is free or names the endpoint that would be renewed. */
  Uni<Void> requireIdentifier(RedisKeys environment, EndpointDraft draft) {
    if (draft.identifier().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var keys = new EndpointKeys(environment);
    var identifier = draft.identifier().get();
    return redis
        .get(keys.record(identifier))
        .invoke(
            raw -> {
              var other = raw.map(found -> codec.decode(keys, found));
              if (other.isPresent() && !isRenewal(other.get(), draft)) {
                throw taken(environment, identifier);
              }
            })
        .replaceWithVoid();
  }

  /** Fails with 409 unless the holder may be renewed by this draft. */
  static void requireSameOwner(ChannelEndpoint holder, EndpointDraft draft) {
    var tool = EndpointRules.toolLabel(draft.type());
    if (tool.isPresent()) {
      throw ErrorCode.ENDPOINT_TOOL_EXISTS.with(
          tool.get(), draft.subscriberId(), draft.integrationIdentifier());
    }
    if (!isSameOwner(holder, draft)) {
      throw ErrorCode.ENDPOINT_USER_TAKEN.with(draft.providerId(), draft.integrationIdentifier());
    }
  }

  /** 409 for an identifier that names another endpoint. */
  static ApiException taken(RedisKeys environment, String identifier) {
    return ErrorCode.ENDPOINT_IDENTIFIER_TAKEN.with(identifier, environment.environmentId());
  }

  private static boolean isRenewal(ChannelEndpoint current, EndpointDraft draft) {
    return current.uniqueKey().isPresent()
        && current.uniqueKey().equals(Uniqueness.key(draft))
        && EndpointRules.toolLabel(draft.type()).isEmpty()
        && isSameOwner(current, draft);
  }

  private static boolean isSameOwner(ChannelEndpoint endpoint, EndpointDraft draft) {
    return endpoint.subscriberId().equals(draft.subscriberId())
        && endpoint.contextKeys().equals(draft.contextKeys());
  }
}
