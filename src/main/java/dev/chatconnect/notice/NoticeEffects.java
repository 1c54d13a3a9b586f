package dev.chatconnect.notice;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.chatconnect.async.InTurn;
import dev.chatconnect.connect.ChatArrivals;
import dev.chatconnect.connection.ChannelConnection;
import dev.chatconnect.connection.ConnectionStore;
import dev.chatconnect.connection.GrantWithdrawal;
import dev.chatconnect.connection.Withdrawal;
import dev.chatconnect.endpoint.ChannelEndpoint;
import dev.chatconnect.endpoint.EndpointRemoval;
import dev.chatconnect.endpoint.EndpointStore;
import dev.chatconnect.endpoint.EndpointType;
import dev.chatconnect.provider.ChatProvider;
import dev.chatconnect.provider.PlatformUser;
import dev.chatconnect.provider.ProviderNotice;
import dev.chatconnect.provider.ProviderNotice.AppRemoved;
import dev.chatconnect.provider.ProviderNotice.ChatLeft;
import dev.chatconnect.provider.ProviderNotice.ChatStarted;
import dev.chatconnect.provider.ProviderNotice.Place;
import dev.chatconnect.provider.ProviderNotice.TokensRevoked;
import dev.chatconnect.provider.ProviderNotice.UserDeauthorized;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.web.WireEnum;
import io.smallrye.mutiny.Uni;

/** What follows from a notice for one integration that it is for. */
@Singleton
class NoticeEffects {

  private final GrantWithdrawal withdrawals;
  private final ConnectionStore connections;
  private final EndpointStore endpoints;
  private final EndpointRemoval removal;
  private final ChatArrivals arrivals;

  NoticeEffects(
      GrantWithdrawal withdrawals,
      ConnectionStore connections,
      EndpointStore endpoints,
      EndpointRemoval removal,
      ChatArrivals arrivals) {
    this.withdrawals = withdrawals;
    this.connections = connections;
    this.endpoints = endpoints;
    this.removal = removal;
    this.arrivals = arrivals;
  }

  Uni<Void> of(ProviderNotice notice, Recipient recipient, ChatProvider provider) {
    if (notice instanceof AppRemoved removed) {
      return withdraw(recipient, removed, removed.place(), any -> true, removed.until(), true);
    }
    if (notice instanceof TokensRevoked revoked) {
      Predicate<ChannelConnection> ofBots = connection -> isOfBot(connection, revoked.botUserIds());
      return InTurn.both(
          () ->
              revoked.botUserIds().isEmpty()
                  ? Uni.createFrom().voidItem()
                  : withdraw(recipient, revoked, revoked.place(), ofBots, revoked.until(), false),
          () -> forget(recipient, revoked.users(), revoked.place(), revoked.until()));
    }
    if (notice instanceof UserDeauthorized deauthorized) {
      Predicate<ChannelConnection> theirs =
          connection ->
              connection
                  .grant()
                  .installerId()
                  .filter(deauthorized.installerId()::equals)
                  .isPresent();
      return InTurn.both(
          () ->
              withdraw(
                  recipient,
                  deauthorized,
                  deauthorized.place(),
                  theirs,
                  deauthorized.until(),
                  true),
          () ->
              forget(
                  recipient,
                  List.of(deauthorized.user()),
                  deauthorized.place(),
                  deauthorized.until()));
    }
    if (notice instanceof ChatStarted arrival) {
      return arrivals.arrive(recipient.environment(), recipient.integration(), provider, arrival);
    }
    if (notice instanceof ChatLeft left) {
      return forget(recipient, List.of(left.user()), Place.ANY, left.until());
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> withdraw(
      Recipient recipient,
      ProviderNotice notice,
      Place place,
      Predicate<ChannelConnection> which,
      Instant until,
      boolean withPeople) {
    return withdrawals.apply(
        recipient.environment(),
        new Withdrawal(
            recipient.integration().id(),
            place.workspaceIds(),
            place.appId(),
            which,
            notice.name(),
            until,
            withPeople));
  }

  /** A connection that does not know its bot may be of any. */
  private static boolean isOfBot(ChannelConnection connection, Set<String> botUserIds) {
    var bot = connection.workspace().get("botUserId");
    return bot == null || botUserIds.contains(bot.toString());
  }

  private Uni<Void> forget(
      Recipient recipient, List<PlatformUser> users, Place place, Instant until) {
    return InTurn.each(users, user -> forget(recipient, user, place, until));
  }

  private Uni<Void> forget(Recipient recipient, PlatformUser user, Place place, Instant until) {
    var keys = new RedisKeys(recipient.environment().id());
    var type =
        WireEnum.find(EndpointType.class, user.endpointType())
            .orElseThrow(() -> new IllegalStateException("unknown endpoint type"));
    return endpoints
        .findPerson(keys, recipient.integration().id(), type, user.endpoint())
        .chain(
            found ->
                found
                    .map(endpoint -> forget(keys, endpoint, place, until))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> forget(RedisKeys keys, ChannelEndpoint endpoint, Place place, Instant until) {
    return isIn(keys, endpoint, place)
        .chain(
            there ->
                there
                    ? removal.removeIf(
                        keys, endpoint.identifier(), now -> !now.updatedAt().isAfter(until))
                    : Uni.createFrom().item(false))
        .replaceWithVoid();
  }

  /**
   * An endpoint knows its workspace by the connection that delivers to it. One without is alone in
   * holding its user on the integration, so it is the one that is meant.
   */
  private Uni<Boolean> isIn(RedisKeys keys, ChannelEndpoint endpoint, Place place) {
    if (endpoint.connectionIdentifier().isEmpty() || place.workspaceIds().isEmpty()) {
      return Uni.createFrom().item(true);
    }
    return connections
        .find(keys, endpoint.connectionIdentifier().get())
        .map(
            found ->
                found
                    .map(connection -> place.workspaceIds().contains(connection.workspaceId()))
                    .orElse(true));
  }
}
