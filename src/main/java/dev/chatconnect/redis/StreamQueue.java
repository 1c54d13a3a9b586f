package dev.chatconnect.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;

/**
 * Work queues over a stream, one per consumer group, shared by all replicas. An entry is taken for
 * a time and then settled; one that is not settled in time, because its replica died, is due again.
 * Attempts and due times are kept in Redis, so no restart forgets them.
 */
@Singleton
public class StreamQueue {

  /** Entries that somebody read by hand and left are planned after this time. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private static final int MOST_COUNTED = 1000;

  private final RedisGateway redis;
  private final RecordJson json;

  StreamQueue(RedisGateway redis, RecordJson json) {
    this.redis = redis;
    this.json = json;
  }

  /**
   * A queue.
   *
   * @param environment whose stream of events it reads
   * @param name unique in the environment
   * @param types kinds of entries that are wanted, as the entries name their own; others are passed
   *     over
   * @param since where it starts when it is new
   */
  public record Queue(RedisKeys environment, String name, Set<String> types, Instant since) {

    public Queue {
      types = Set.copyOf(types);
    }

    /** Name of the consumer group. */
    public String group() {
      return "webhook:" + name;
    }

    private List<String> keys() {
      return List.of(
          environment.events(),
          environment.lookup("webhook", "due", name),
          environment.lookup("webhook", "attempts", name));
    }
  }

  /**
   * An entry that was taken.
   *
   * @param attempt which attempt this is, from 1
   */
  public record Item(StreamEntry entry, int attempt) {}

  /**
   * What was taken.
   *
   * @param lost ids of entries that were trimmed before they were settled
   */
  public record Batch(List<Item> items, List<String> lost) {

    public Batch {
      items = List.copyOf(items);
      lost = List.copyOf(lost);
    }
  }

  /** An item as the script answers it. */
  @RegisterForReflection
  record Taken(String id, Map<String, String> fields, int attempt) {}

  /**
   * Takes what is due, the longest due first.
   *
   * @param consumer name of this replica
   * @param lease time in which the entries are nobody else's
   */
  public Uni<Batch> take(Queue queue, String consumer, int count, Duration lease) {
    return take(queue, consumer, count, lease, STALE);
  }

  /** The same with another time after which entries that were read by hand are planned. */
  Uni<Batch> take(Queue queue, String consumer, int count, Duration lease, Duration stale) {
    var arguments = new ArrayList<String>();
    arguments.add(queue.group());
    arguments.add(consumer);
    arguments.add(Integer.toString(count));
    arguments.add(Long.toString(lease.toMillis()));
    arguments.add(queue.since().toEpochMilli() + "-0");
    arguments.add(Long.toString(stale.toMillis()));
    arguments.addAll(queue.types());
    return redis.evaluate(Script.QUEUE_TAKE, queue.keys(), arguments, this::batch);
  }

  /**
   * Number of entries that are not settled: under way, to be tried later, or not looked at yet, of
   * all types. Of the last kind Redis 6 counts {@value #MOST_COUNTED} at most.
   */
  public Uni<Long> backlog(Queue queue) {
    return redis.evaluate(
        Script.QUEUE_BACKLOG,
        queue.keys().subList(0, 2),
        List.of(queue.group(), Integer.toString(MOST_COUNTED)),
        Response::toLong);
  }

  /** Ends an entry that is dealt with. */
  public Uni<Void> done(Queue queue, StreamEntry entry) {
    return settle(queue, entry, List.of("done"));
  }

  /** Makes an entry due again after a time. */
  public Uni<Void> retry(Queue queue, StreamEntry entry, Duration delay) {
    return settle(queue, entry, List.of("retry", Long.toString(delay.toMillis())));
  }

  /** Makes an entry due again after a time, and does not count this attempt. */
  public Uni<Void> postpone(Queue queue, StreamEntry entry, Duration delay) {
    return settle(queue, entry, List.of("postpone", Long.toString(delay.toMillis())));
  }

  /** Ends an entry that is given up, and appends another to the stream in the same step. */
  public Uni<Void> abandon(Queue queue, StreamEntry entry, Map<String, String> note) {
    var words = new ArrayList<String>();
    words.add("abandon");
    note.forEach(
        (field, value) -> {
          words.add(field);
          words.add(value);
        });
    return settle(queue, entry, words);
  }

  private Uni<Void> settle(Queue queue, StreamEntry entry, List<String> outcome) {
    var arguments = new ArrayList<String>();
    arguments.add(queue.group());
    arguments.add(entry.id());
    arguments.addAll(outcome);
    return redis
        .evaluate(Script.QUEUE_SETTLE, queue.keys(), arguments, answer -> answer)
        .replaceWithVoid();
  }

  private Batch batch(Response answer) {
    var items = new ArrayList<Item>();
    for (var text : answer.get(0)) {
      var taken = json.read(text.toString(), Taken.class);
      items.add(new Item(new StreamEntry(taken.id(), taken.fields()), taken.attempt()));
    }
    var lost = new ArrayList<String>();
    answer.get(1).forEach(id -> lost.add(id.toString()));
    return new Batch(items, lost);
  }
}
