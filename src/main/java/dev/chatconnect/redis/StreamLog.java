package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.paging.Page;
import dev.chatconnect.paging.PageRequest;
import io.smallrye.mutiny.Uni;

/** Streams as logs: paged through, newest first or oldest first, and trimmed at their old end. */
@Singleton
public class StreamLog {

  /** Entries that one script looks at, and scripts that one page takes at most. */
  private static final int STEP = 500;

  private static final int STEPS = 10;
  private static final Duration CONSUMER_LIFE = Duration.ofHours(1);

  private final RedisGateway redis;
  private final RecordJson json;

  StreamLog(RedisGateway redis, RecordJson json) {
    this.redis = redis;
    this.json = json;
  }

  /**
   * A page of the entries that have all the given fields. Where they are rare a page may come back
   * short, with a {@code next} cursor that goes on where the search stopped. The total of a
   * filtered page is what is known of it: what the page holds.
   *
   * @param request with cursors that hold entry ids, see {@link PageRequest#entry(String)}
   */
  public Uni<Page<StreamEntry>> page(
      String stream, Map<String, String> fields, PageRequest request) {
    var backwards = request.before().isPresent();
    var cursor = request.after().or(request::before).flatMap(PageRequest::entry).orElse("");
    var walk = new Walk(stream, request.ascending() != backwards ? "asc" : "desc", fields);
    return walk(walk, cursor, request.includeCursor(), request.limit(), STEPS)
        .map(slice -> fields.isEmpty() ? slice : counted(slice, !cursor.isEmpty()))
        .map(slice -> Pager.page(slice, backwards, !cursor.isEmpty()))
        .map(page -> page.map(entry -> json.read(entry, StreamEntry.class)));
  }

  /** Which entries are looked for, and in which order. */
  private record Walk(String stream, String order, Map<String, String> fields) {}

  /** In steps, so that nobody else waits for long. */
  private Uni<Slice> walk(Walk walk, String from, boolean inclusive, int limit, int steps) {
    var arguments = new ArrayList<String>();
    arguments.add(walk.order());
    arguments.add(from);
    arguments.add(Integer.toString(limit));
    arguments.add(Integer.toString(STEP));
    arguments.add(Integer.toString(Pager.COUNT_CAP));
    arguments.add(inclusive ? "" : "(");
    walk.fields()
        .forEach(
            (name, value) -> {
              arguments.add(name);
              arguments.add(value);
            });
    return redis
        .evaluate(Script.STREAM_PAGE, List.of(walk.stream()), arguments, Slice::of)
        .chain(
            slice -> {
              var room = limit - slice.entries().size();
              return slice.resume().isEmpty() || room == 0 || steps == 1
                  ? Uni.createFrom().item(slice)
                  : walk(walk, slice.resume().get(), false, room, steps - 1).map(slice::then);
            });
  }

  private static Slice counted(Slice slice, boolean hasCursor) {
    return new Slice(
        slice.entries(),
        slice.more(),
        slice.resume(),
        slice.entries().size(),
        slice.more() || hasCursor);
  }

  /**
   * What trimming took away.
   *
   * @param trimmed entries that every group had dealt with
   * @param dropped entries that some group had not, because the stream was too long
   */
  public record Trim(long trimmed, long dropped) {}

  /**
   * Trims a stream to a length, though not beyond what some group has not dealt with; beyond that
   * too when it has grown over a second length.
   *
   * @param keep entries to keep, at least 1
   * @param most entries to have at most, not less than {@code keep}
   * @param groups that matter; what others have not read is not waited for
   */
  public Uni<Trim> trim(String stream, long keep, long most, Collection<String> groups) {
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(keep));
    arguments.add(Long.toString(most));
    arguments.add(Integer.toString(STEP));
    arguments.add(Long.toString(CONSUMER_LIFE.toMillis()));
    arguments.addAll(groups);
    return trim(List.of(stream), arguments, new Trim(0, 0));
  }

  /** In steps, like a search. */
  private Uni<Trim> trim(List<String> stream, List<String> arguments, Trim before) {
    return redis
        .evaluate(Script.STREAM_TRIM, stream, arguments, answer -> answer)
        .chain(
            answer -> {
              var sum =
                  new Trim(
                      before.trimmed() + answer.get(0).toLong(),
                      before.dropped() + answer.get(1).toLong());
              return answer.get(2).toLong() == 0
                  ? Uni.createFrom().item(sum)
                  : trim(stream, arguments, sum);
            });
  }
}
