package dev.chatconnect.async;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Steps one after the other, none of which keeps the others from being taken. */
public final class InTurn {

  private InTurn() {}

  /**
   * Takes a step for each.
   *
   * @return the first failure, after all had their turn
   */
  public static <T> Uni<Void> each(Iterable<T> all, Function<T, Uni<?>> step) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUni(one -> Uni.createFrom().deferred(() -> step.apply(one).replaceWithVoid()))
        .collectFailures()
        .concatenate()
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure(CompositeException.class)
        .transform(failures -> ((CompositeException) failures).getCauses().get(0));
  }

  /** Takes one step and then the other, with the first failure. */
  public static Uni<Void> both(Supplier<Uni<?>> first, Supplier<Uni<?>> second) {
    return each(List.of(first, second), Supplier::get);
  }
}
