package dev.chatconnect.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.chatconnect.web.Page;
import dev.chatconnect.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** Streams as logs: paged through, newest first or oldest first, and trimmed at their old end. */
@Singleton
public class StreamLog {

  private static final int BUDGET = 5_000;
  private static final Duration CONSUMER_LIFE = Duration.ofHours(1);

  private final RedisGateway redis;
  private final RecordJson json;

  StreamLog(RedisGateway redis, RecordJson json) {
    this.redis = redis;
    this.json = json;
  }

  /**
   * A page of the entries that have all the given fields. Where they are rare a page may come back
   * short, with a {@code next} cursor that goes on where the search stopped, and the total is that
   * of the newest {@value #BUDGET} entries.
   *
   * @param request with cursors that hold entry ids, see {@link PageRequest#entry(String)}
   */
  public Uni<Page<StreamEntry>> page(
      String stream, Map<String, String> fields, PageRequest request) {
    var backwards = request.before().isPresent();
    var cursor = request.after().or(request::before).flatMap(PageRequest::entry).orElse("");
    var arguments = new ArrayList<String>();
    arguments.add(request.ascending() != backwards ? "asc" : "desc");
    arguments.add(cursor);
    arguments.add(Integer.toString(request.limit()));
    arguments.add(Integer.toString(BUDGET));
    arguments.add(Integer.toString(Pager.COUNT_CAP));
    arguments.add(request.includeCursor() ? "" : "(");
    fields.forEach(
        (name, value) -> {
          arguments.add(name);
          arguments.add(value);
        });
    return redis
        .evaluate(Script.STREAM_PAGE, List.of(stream), arguments)
        .map(answer -> Pager.page(Slice.of(answer), backwards, !cursor.isEmpty()))
        .map(page -> page.map(entry -> json.read(entry, StreamEntry.class)));
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
    arguments.add(Long.toString(CONSUMER_LIFE.toMillis()));
    arguments.addAll(groups);
    return redis
        .evaluate(Script.STREAM_TRIM, List.of(stream), arguments)
        .map(answer -> new Trim(answer.get(0).toLong(), answer.get(1).toLong()));
  }
}
