package dev.chatconnect.keyring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.chatconnect.crypto.UndecipherableException;
import dev.chatconnect.keyring.RewrapPage.Fate;
import dev.chatconnect.logging.LogText;
import dev.chatconnect.paging.PageRequest;
import dev.chatconnect.redis.Pager;
import dev.chatconnect.redis.Plan;
import dev.chatconnect.redis.RedisGateway;
import dev.chatconnect.redis.RedisKeys;
import dev.chatconnect.redis.Transactions;
import dev.chatconnect.redis.UnreadableRecordException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Re-encrypts a page of records, each by a write that happens only if it is still as it was read.
 */
@Singleton
class RewrapPages {

  private static final int SIZE = 100;

  private final Pager pager;
  private final RedisGateway redis;
  private final Transactions transactions;

  RewrapPages(Pager pager, RedisGateway redis, Transactions transactions) {
    this.pager = pager;
    this.redis = redis;
    this.transactions = transactions;
  }

  /** The page after a cursor; a record that cannot be read is counted and left alone. */
  Uni<RewrapPage> rewrap(SealedRecords records, RedisKeys environment, Optional<String> cursor) {
    var request = new PageRequest(SIZE, cursor, Optional.empty(), true, false, false);
    return pager
        .page(List.of(records.index(environment)), records.key(environment, ""), request)
        .chain(
            page ->
                rewrap(records, environment, page.items())
                    .map(fates -> RewrapPage.of(fates, page.next())));
  }

  /** Records of some kinds together. */
  Uni<Long> count(List<SealedRecords> kinds, RedisKeys environment) {
    return Multi.createFrom()
        .iterable(kinds)
        .onItem()
        .transformToUniAndConcatenate(kind -> redis.size(kind.index(environment)))
        .collect()
        .with(Collectors.summingLong(Long::longValue));
  }

  private Uni<List<Fate>> rewrap(
      SealedRecords records, RedisKeys environment, List<Pager.Found> all) {
    return Multi.createFrom()
        .iterable(all)
        .filter(found -> found.record().isPresent())
        .onItem()
        .transformToUniAndConcatenate(
            found ->
                rewrap(
                    records,
                    environment,
                    records.key(environment, found.identifier()),
                    found.record().orElseThrow()))
        .collect()
        .asList();
  }

  private Uni<Fate> rewrap(SealedRecords records, RedisKeys environment, String key, String raw) {
    return Uni.createFrom()
        .item(() -> records.rewrap(key, raw))
        .chain(
            latest ->
                latest.equals(raw)
                    ? Uni.createFrom().item(Fate.CURRENT)
                    : transactions.write(
                        environment, () -> redis.get(key).map(found -> plan(records, key, found))))
        .onFailure(RewrapPages::isUnreadable)
        .recoverWithItem(
            failure -> {
              Log.warnf(
                  "event=rewrap_failed key=\"%s\" cause=\"%s\"",
                  LogText.quotable(key), LogText.quotable(failure));
              return Fate.FAILED;
            });
  }

  private static boolean isUnreadable(Throwable failure) {
    return failure instanceof UndecipherableException
        || failure instanceof UnreadableRecordException;
  }

  /** Decided on what is there now: whoever wrote in between keeps what they wrote. */
  private static Plan<Fate> plan(SealedRecords records, String key, Optional<String> found) {
    return found
        .map(
            raw -> {
              var latest = records.rewrap(key, raw);
              return latest.equals(raw)
                  ? Plan.nothing(Fate.CURRENT)
                  : new Plan<>(
                      Fate.REWRAPPED,
                      commit -> commit.expectUnchanged("record", key, found).set(key, latest));
            })
        .orElseGet(() -> Plan.nothing(Fate.CURRENT));
  }
}
