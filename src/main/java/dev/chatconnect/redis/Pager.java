package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;

/**
 * Pages over the members that several sorted sets share, by order of creation. A page of one set
 * costs what its size says. Of several sets the smallest is searched, not endlessly: where a filter
 * matches rarely, a page may come back short, with a {@code next} cursor that goes on where the
 * search stopped. A total of several sets is counted only where the request wants it, in steps, so
 * that nobody else waits for long.
 */
@Singleton
public class Pager {

  /** Largest count that is told; counting stops there. */
  public static final int COUNT_CAP = 50_000;

  private static final int BUDGET = 5_000;
  private static final int COUNT_STEP = 5_000;

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
            Integer.toString(request.counted() ? COUNT_STEP : 0),
            request.includeCursor() ? "" : "(",
            recordKeyPrefix);
    return Uni.join()
        .all(alternatives.stream().map(sets -> walk(sets, arguments, request.counted())).toList())
        .andFailFast()
        .map(
            walks -> {
              var slices = walks.stream().map(Walk::slice).toList();
              var slice = Slice.merged(slices, request.limit(), ascending);
              var records = new HashMap<String, String>();
              walks.forEach(walk -> records.putAll(walk.records()));
              return page(slice, backwards, walks.stream().anyMatch(Walk::behind))
                  .map(id -> new Found(id, Optional.ofNullable(records.get(id))));
            });
  }

  /**
   * What one alternative holds.
   *
   * @param records by member
   * @param behind whether there is or may be something where the walk came from
   */
  private record Walk(Slice slice, Map<String, String> records, boolean behind) {

    static Walk of(Response answer) {
      var slice = Slice.of(answer);
      var records = new HashMap<String, String>();
      var raws = answer.get(RECORDS);
      for (var i = 0; i < raws.size(); i++) {
        // The client answers null for a Redis nil.
        var raw = raws.get(i);
        if (raw != null) {
          records.put(slice.entries().get(i).member(), raw.toString());
        }
      }
      return new Walk(slice, records, answer.get(BEHIND).toInteger() == 1);
    }

    Walk with(Slice other) {
      return new Walk(other, records, behind);
    }
  }

  private Uni<Walk> walk(List<String> sets, List<String> arguments, boolean counted) {
    var walk = redis.evaluate(Script.PAGE, sets, arguments, Walk::of);
    return counted && sets.size() > 1
        ? walk.chain(found -> counted(sets, found.slice(), COUNT_STEP).map(found::with))
        : walk;
  }

  /** The same slice with what is to be counted from a place on. */
  private Uni<Slice> counted(List<String> sets, Slice slice, int from) {
    if (!slice.totalCapped() || from >= COUNT_CAP) {
      return Uni.createFrom().item(slice);
    }
    var to = from + COUNT_STEP;
    return redis
        .evaluate(
            Script.COUNT,
            sets,
            List.of(Integer.toString(from), Integer.toString(to)),
            answer -> slice.plus(answer.get(0).toLong(), answer.get(1).toInteger() == 1))
        .chain(further -> counted(sets, further, to));
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
        Math.min(slice.total(), COUNT_CAP),
        slice.totalCapped() || slice.total() > COUNT_CAP);
  }
}
