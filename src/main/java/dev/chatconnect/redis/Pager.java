package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.web.Page;
import dev.chatconnect.web.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

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

  private final RedisGateway redis;

  Pager(RedisGateway redis) {
    this.redis = redis;
  }

  /**
   * A page of identifiers.
   *
   * @param sets keys of sorted sets, at least one; a member must be in all
   */
  public Uni<Page<String>> page(List<String> sets, PageRequest request) {
    return pageOfAny(List.of(sets), request);
  }

  /**
   * A page of identifiers that match at least one of several alternatives.
   *
   * @param alternatives each as for {@link #page}; no member may match two
   */
  public Uni<Page<String>> pageOfAny(List<List<String>> alternatives, PageRequest request) {
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
            request.includeCursor() ? "" : "(");
    return Multi.createFrom()
        .iterable(alternatives)
        .onItem()
        .transformToUniAndConcatenate(sets -> redis.evaluate(Script.PAGE, sets, arguments))
        .map(Slice::of)
        .collect()
        .asList()
        .map(slices -> Slice.merged(slices, request.limit(), ascending))
        .map(slice -> page(slice, backwards, !cursor.isEmpty()));
  }

  /**
   * The page that a slice makes.
   *
   * @param backwards whether the walk went against the order of the page
   */
  static Page<String> page(Slice slice, boolean backwards, boolean hasCursor) {
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
    var forward = backwards ? hasCursor : more;
    var backward = backwards ? more : hasCursor;
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
