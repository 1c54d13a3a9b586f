package dev.chatconnect.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items in the order asked for
 * @param next cursor of the following page, if there is one
 * @param previous cursor of the preceding page, if there is one
 * @param totalCount matches regardless of the cursor, at most the cap
 * @param totalCountCapped whether there may be more than {@code totalCount}
 */
public record Page<T>(
    List<T> items,
    Optional<String> next,
    Optional<String> previous,
    long totalCount,
    boolean totalCountCapped) {

  public Page {
    items = List.copyOf(items);
  }

  public static <T> Page<T> empty() {
    return new Page<>(List.of(), Optional.empty(), Optional.empty(), 0, false);
  }

  /** The same page with other items. */
  public <R> Page<R> withItems(List<R> others) {
    return new Page<>(others, next, previous, totalCount, totalCountCapped);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
    return withItems(items.stream().<R>map(mapper).toList());
  }
}
