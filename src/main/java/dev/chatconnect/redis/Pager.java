package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.web.Page;
import dev.chatconnect.web.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;

/**
 * Pages over the members that several sorted sets share, by order of creation. The cost of a page
 * depends on its size alone: where a filter matches rarely, a page may come back short, with a
 * {@code next} cursor that goes on where the search stopped.
 */
@Singleton
public class Pager {

  /** Largest count that is told; counting stops there. */
  public static final int COUNT_CAP = 50_000;

  private static final int BUDGET = 10_000;

  /** Places in the answer of the script. */
  private static final int RECORDS = 6;

  private static final int BEHIND = 7;

  private final RedisGateway redis;

  Pager(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * A member of the sets and its record.
   *
   * @param record empty when the index names one that is not there
   */
  public record Found(String identifier, Optional<String> record) {}

  /**
   * A page of records, in one round trip.
   *
   * @param sets keys of sorted sets, at least one; a member must be in all
   * @param recordKeyPrefix what stands before a member in the key of its record
   */
  public Uni<Page<Found>> page(List<String> sets, String recordKeyPrefix, PageRequest request) {
    return pageOfAny(List.of(sets), recordKeyPrefix, request);
  }

  /**
   * A page of records that match at least one of several alternatives.
   *
   * @param alternatives each as for {@link #page}; no member may match two
   */
  public Uni<Page<Found>> pageOfAny(
      List<List<String>> alternatives, String recordKeyPrefix, PageRequest request) {
    var backwards = request.before().isPresent();
    var ascending = request.ascending() != backwards;
    var cursor = request.after().or(request::before).flatMap(PageRequest::score).orElse("");
    var arguments =
        List.of(
            ascending ? "asc" : "desc",
            cursor,
            Integer.toString(request.limit()),
            Integer.toString(BUDGET),
            Integer.toString(COUNT_CAP),
            request.includeCursor() ? "" : "(",
            recordKeyPrefix);
    return Uni.join()
        .all(
            alternatives.stream()
                .map(sets -> redis.evaluate(Script.PAGE, sets, arguments, answer -> answer))
                .toList())
        .andFailFast()
        .map(
            answers -> {
              var slices = answers.stream().map(Slice::of).toList();
              var slice = Slice.merged(slices, request.limit(), ascending);
              var records = records(slices, answers);
              var behind = answers.stream().anyMatch(found -> found.get(BEHIND).toInteger() == 1);
              return page(slice, backwards, behind)
                  .map(id -> new Found(id, Optional.ofNullable(records.get(id))));
            });
  }

  /** The records that the answers hold, by member. */
  private static Map<String, String> records(List<Slice> slices, List<Response> answers) {
    var records = new HashMap<String, String>();
    for (var i = 0; i < slices.size(); i++) {
      var raws = answers.get(i).get(RECORDS);
      for (var j = 0; j < raws.size(); j++) {
        // The client answers null for a Redis nil.
        var raw = raws.get(j);
        if (raw != null) {
          records.put(slices.get(i).entries().get(j).member(), raw.toString());
        }
      }
    }
    return records;
  }

  /**
   * The page that a slice makes.
   *
   * @param backwards whether the walk went against the order of the page
   * @param behind whether there is or may be something where the walk came from
   */
  static Page<String> page(Slice slice, boolean backwards, boolean behind) {
    var members = new ArrayList<>(slice.entries().stream().map(Slice.Entry::member).toList());
    var scores = new ArrayList<>(slice.entries().stream().map(Slice.Entry::score).toList());
    var more = slice.more();
    var onwards = slice.resume();
    if (backwards) {
      Collections.reverse(members);
      Collections.reverse(scores);
    }
    var first = scores.isEmpty() ? Optional.<String>empty() : Optional.of(scores.get(0));
    var last =
        scores.isEmpty() ? Optional.<String>empty() : Optional.of(scores.get(scores.size() - 1));
    var forward = backwards ? behind : more;
    var backward = backwards ? more : behind;
    return new Page<>(
        members,
        forward
            ? (backwards ? last : onwards.or(() -> last)).map(PageRequest::cursor)
            : Optional.empty(),
        backward
            ? (backwards ? onwards.or(() -> first) : first).map(PageRequest::cursor)
            : Optional.empty(),
        slice.total(),
        slice.totalCapped());
  }
}
