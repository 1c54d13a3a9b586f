package dev.chatconnect.redis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.chatconnect.web.Page;
import dev.chatconnect.web.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

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
    var backwards = request.before().isPresent();
    var order = request.ascending() != backwards ? "asc" : "desc";
    var cursor = request.after().or(request::before).flatMap(PageRequest::score).orElse("");
    var arguments =
        List.of(
            order,
            cursor,
            Integer.toString(request.limit()),
            Integer.toString(BUDGET),
            Integer.toString(COUNT_CAP),
            request.includeCursor() ? "" : "(");
    return redis
        .evaluate(Script.PAGE, sets, arguments)
        .map(answer -> page(answer, backwards, !cursor.isEmpty()));
  }

  /**
   * The page that a script answered.
   *
   * @param answer { members, places, more, place to go on from, total, capped }
   * @param backwards whether the script walked against the order of the page
   */
  static Page<String> page(Response answer, boolean backwards, boolean hasCursor) {
    var members = strings(answer.get(0));
    var scores = strings(answer.get(1));
    var more = answer.get(2).toInteger() == 1;
    var resume = answer.get(3).toString();
    if (backwards) {
      Collections.reverse(members);
      Collections.reverse(scores);
    }
    var first = scores.isEmpty() ? Optional.<String>empty() : Optional.of(scores.get(0));
    var last =
        scores.isEmpty() ? Optional.<String>empty() : Optional.of(scores.get(scores.size() - 1));
    var onwards = resume.isEmpty() ? Optional.<String>empty() : Optional.of(resume);
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
        answer.get(4).toLong(),
        answer.get(5).toInteger() == 1);
  }

  private static List<String> strings(Response array) {
    var strings = new ArrayList<String>(array.size());
    array.forEach(item -> strings.add(item.toString()));
    return strings;
  }
}
