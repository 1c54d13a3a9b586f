package dev.chatconnect.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Numbers that have to be asked for, as they were at the last look: whoever reads metrics must not
 * wait for Redis.
 *
 * @param <K> what there is a number of
 */
public final class Watched<K> {

  private final List<K> subjects;
  private final Function<K, Uni<Long>> ask;
  private final Map<K, Number> latest = new ConcurrentHashMap<>();

  public Watched(List<K> subjects, Function<K, Uni<Long>> ask) {
    this.subjects = List.copyOf(subjects);
    this.ask = ask;
  }

  /** The latest number; {@code NaN} before the first look and after one that failed. */
  public Supplier<Number> of(K subject) {
    return () -> latest.getOrDefault(subject, Double.NaN);
  }

  /** Asks for all numbers, one after the other; never fails. */
  public Uni<Void> look() {
    return Multi.createFrom()
        .iterable(subjects)
        .onItem()
        .transformToUniAndConcatenate(this::look)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Number> look(K subject) {
    return ask.apply(subject)
        .<Number>map(number -> number)
        .onFailure()
        .recoverWithItem(Double.NaN)
        .invoke(number -> latest.put(subject, number));
  }
}
