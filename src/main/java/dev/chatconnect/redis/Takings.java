package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;

/** Takes a value and reads what will probably be asked for next, in one round trip. */
@Singleton
public class Takings {

  private static final String MOST_AGAIN = "8";

  private final RedisGateway redis;

  Takings(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * A value that was taken.
   *
   * @param records that were there at the same moment, by key
   */
  public record Taken(String value, Map<String, String> records) {

    /** Without what was read, which may hold secrets. */
    @Override
    public String toString() {
      return "Taken[]";
    }
  }

  /**
   * Takes a value: of concurrent callers exactly one gets it.
   *
   * @param records keys of what to read with it; in a cluster, where they are in other slots, they
   *     are not read
   */
  public Uni<Optional<Taken>> take(String key, List<String> records) {
    if (records.isEmpty() || redis.isCluster()) {
      return redis.take(key).map(found -> found.map(value -> new Taken(value, Map.of())));
    }
    var keys = new ArrayList<String>(1 + records.size());
    keys.add(key);
    keys.addAll(records);
    return redis.evaluate(Script.TAKE, keys, List.of(), answer -> taken(answer, records));
  }

  /**
   * Takes a value for a claimant: of concurrent claimants exactly one gets it, and gets it again
   * for a while, so that an answer that got lost loses nothing. It gets it a few times only, since
   * each may leave something behind.
   *
   * @param claimant what nobody else can say
   * @param again whole seconds
   */
  public Uni<Optional<String>> claim(String key, String claimant, Duration again) {
    // The braces put both into one slot of a cluster.
    return redis.evaluate(
        Script.CLAIM,
        List.of(key, "cc:claimed:{" + key + '}'),
        List.of(claimant, Long.toString(again.toSeconds()), MOST_AGAIN),
        answer -> answer.size() == 0 ? Optional.empty() : Optional.of(answer.get(0).toString()));
  }

  private static Optional<Taken> taken(Response answer, List<String> records) {
    if (answer.size() == 0) {
      return Optional.empty();
    }
    var found = new HashMap<String, String>();
    for (var i = 0; i < records.size(); i++) {
      var record = answer.get(1 + i);
      if (record != null) {
        found.put(records.get(i), record.toString());
      }
    }
    return Optional.of(new Taken(answer.get(0).toString(), found));
  }
}
